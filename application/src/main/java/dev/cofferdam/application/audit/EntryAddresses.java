package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.PersonSealer;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.SealedAddress;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The addresses in audit entries. A person's is sealed under the person's key before it goes into
 * the chain. That of a service token, or of somebody unknown, says nothing about anybody in
 * particular, and stays in clear.
 */
public final class EntryAddresses {
  private final PersonSealer sealer;

  public EntryAddresses(PersonSealer sealer) {
    this.sealer = sealer;
  }

  /**
   * What an entry of this actor carries: empty when there is no address, or it is that of a person
   * who was erased. Joins the thread's transaction.
   */
  public String of(OrgId org, Actor actor) {
    Optional<String> ip = actor.origin().ip();
    if (ip.isEmpty() || actor.person().isEmpty()) {
      return ip.orElse("");
    }
    UserId person = actor.person().get();
    return sealer
        .seal(person, context(org), ip.get().getBytes(StandardCharsets.UTF_8))
        .map(bytes -> new SealedAddress(person, bytes.ciphertext()).text())
        .orElse("");
  }

  /**
   * The address that an entry carries; empty when there is none, or it can't be opened any more.
   */
  public Optional<String> open(OrgId org, String address) {
    Optional<SealedAddress> sealed = SealedAddress.parse(address);
    if (sealed.isEmpty()) {
      return Optional.of(address).filter(clear -> !clear.isEmpty());
    }
    try {
      return sealer
          .open(sealed.get().person(), context(org), SealedBytes.of(sealed.get().bytes()))
          .map(clear -> new String(clear, StandardCharsets.UTF_8));
    } catch (SealBroken tampered) {
      // The chain's verification says where; a list shows what can be shown.
      return Optional.empty();
    }
  }

  private static String context(OrgId org) {
    return "audit/" + org;
  }
}
