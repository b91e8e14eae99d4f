package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.CommittedRows;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.VaultFacts;
import dev.cofferdam.application.vault.port.VaultFacts.Found;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.RowDigest;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Secrets, environments and projects as rows that audit entries commit to. Values are opened, and
 * told from others by their fingerprints; none is kept or given away.
 */
public final class VaultEvidence implements CommittedRows {
  private final VaultFacts facts;
  private final Sealer sealer;

  public VaultEvidence(VaultFacts facts, Sealer sealer) {
    this.facts = facts;
    this.sealer = sealer;
  }

  @Override
  public void each(OrgId org, Consumer<Row> to) {
    Comparison comparison = new Comparison();
    facts.each(
        org,
        found ->
            to.accept(
                new Row(
                    found.entry(),
                    found.subject(),
                    found.fact().flatMap(VaultEvidence::digest),
                    comparison.of(found))));
  }

  private static Optional<RowDigest> digest(VaultFact fact) {
    try {
      return Optional.of(fact.digest());
    } catch (ArithmeticException noTimeThatWasEverWritten) {
      return Optional.empty();
    }
  }

  @Override
  public long uncommitted(OrgId org) {
    return facts.unproven(org);
  }

  @Override
  public Optional<Stray> stray(OrgId org) {
    return facts.stray(org).map(found -> new Stray(found.entry(), found.subject()));
  }

  /** Compares values with their fingerprints, as long as the org's key is at hand. */
  private final class Comparison {
    private boolean keyIsAway;

    Value of(Found found) {
      if (found.fact().orElse(null) instanceof VaultFact.Secret secret
          && secret.fingerprint().isPresent()) {
        return keyIsAway ? Value.SEALED : value(secret, found.sealed());
      }
      return Value.NONE;
    }

    private Value value(VaultFact.Secret secret, Optional<SealedBytes> sealed) {
      if (sealed.isEmpty()) {
        return Value.OTHER;
      }
      try {
        SecretValue value = sealer.open(secret.place(), sealed.get());
        Fingerprint is = sealer.fingerprint(secret.place(), secret.change(), value);
        return secret.fingerprint().filter(is::equals).isPresent() ? Value.SAME : Value.OTHER;
      } catch (SealBroken changed) {
        return Value.OTHER;
      } catch (Refusal destroyedOrUnavailable) {
        keyIsAway = true;
        return Value.SEALED;
      }
    }
  }
}
