package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.application.vault.port.OrgSealer;
import dev.cofferdam.application.vault.port.TeamIdentityStore;
import dev.cofferdam.application.vault.port.TeamIdentityStore.SealedIdentity;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import dev.cofferdam.domain.vault.TeamRecipient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An org's age identities. The first is made when somebody first asks for one. */
public final class TeamIdentities {
  private final Ledger ledger;
  private final TeamIdentityStore store;
  private final OrgSealer sealer;
  private final AgeFiles files;
  private final Clock clock;

  public TeamIdentities(
      Ledger ledger, TeamIdentityStore store, OrgSealer sealer, AgeFiles files, Clock clock) {
    this.ledger = ledger;
    this.store = store;
    this.sealer = sealer;
    this.files = files;
    this.clock = clock;
  }

  /** The newest first; at least one. */
  List<TeamRecipient> recipients(Actor actor, Access access) {
    List<SealedIdentity> there = ledger.read(access, () -> store.all(access.org()));
    List<SealedIdentity> all =
        there.isEmpty() ? ledger.change(access, change -> allFrom(change, actor, access)) : there;
    return all.stream().map(SealedIdentity::recipient).toList();
  }

  private List<SealedIdentity> allFrom(Ledger.Change change, Actor actor, Access access) {
    if (store.all(access.org()).isEmpty()) {
      add(change, actor, access.org());
    }
    return store.all(access.org());
  }

  /** Makes another, which is the newest from then on. */
  TeamRecipient add(Ledger.Change change, Actor actor, OrgId org) {
    AgeIdentity identity = files.newIdentity();
    TeamRecipient recipient =
        new TeamRecipient(
            org,
            store.all(org).size() + 1L,
            identity.recipient(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    byte[] secret = identity.reveal().getBytes(StandardCharsets.US_ASCII);
    store.add(new SealedIdentity(recipient, sealer.seal(recipient.place(), secret)));
    change.record(AuditEntry.allowed(actor, "team_key.create", resource(identity.recipient())));
    return recipient;
  }

  /** As the audit trail writes it. */
  static String resource(AgeRecipient recipient) {
    return "team_key:" + recipient;
  }

  /** The newest first, in the thread's transaction. */
  List<AgeIdentity> open(OrgId org) {
    return store.all(org).stream().map(this::open).toList();
  }

  private AgeIdentity open(SealedIdentity sealed) {
    TeamRecipient recipient = sealed.recipient();
    byte[] secret = sealer.open(recipient.place(), sealed.sealed());
    return new AgeIdentity(recipient.recipient(), new String(secret, StandardCharsets.US_ASCII));
  }
}
