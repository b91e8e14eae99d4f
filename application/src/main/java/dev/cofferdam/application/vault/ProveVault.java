package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.CommitmentBeginning;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.UnprovenVault;
import dev.cofferdam.application.vault.port.UnprovenVault.Unproven;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.VaultFact;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commits to what orgs had before audit entries committed to anything, as it is found: once an org,
 * and never again, so that nobody can have it commit to what they put there later. The entry {@code
 * vault.baseline} says that it is done.
 */
public final class ProveVault {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final System.Logger LOG = System.getLogger(ProveVault.class.getName());
  private static final Actor SELF = new Actor.Installation("keys", Actor.Origin.INSIDE);
  private static final int ORGS = 200;
  private static final int BATCH = 500;

  private final Ledger ledger;
  private final CommitmentBeginning beginning;
  private final UnprovenVault unproven;
  private final Sealer sealer;

  public ProveVault(
      Ledger ledger, CommitmentBeginning beginning, UnprovenVault unproven, Sealer sealer) {
    this.ledger = ledger;
    this.beginning = beginning;
    this.unproven = unproven;
    this.sealer = sealer;
  }

  /**
   * Returns for how many orgs it is done now.
   *
   * @throws Refusal {@code key_unavailable}; what was done stays
   */
  public int execute() {
    int done = 0;
    List<OrgId> page = unproven.orgs(Optional.empty(), ORGS);
    while (!page.isEmpty()) {
      done += (int) page.stream().filter(this::prove).count();
      page = unproven.orgs(Optional.of(page.get(page.size() - 1)), ORGS);
    }
    return done;
  }

  /** Returns false where the org's key does not open: its values stay unproven. */
  private boolean prove(OrgId org) {
    if (isDone(org)) {
      ledger.append(Access.ofInstallation(org), () -> forget(org));
      return false;
    }
    try {
      proveStates(org);
      boolean opens = prepare(org);
      Optional<SecretPlace> last = Optional.empty();
      do {
        last = proveSecrets(org, last, opens);
      } while (last.isPresent());
      finish(org);
      return true;
    } catch (SealBroken changed) {
      LOG.log(Level.WARNING, "The secrets of an org can''t be proven: {0}", changed.getMessage());
      return false;
    }
  }

  /** What the database notes may be put there by anybody; what counts is the chain. */
  private boolean isDone(OrgId org) {
    return ledger.read(Access.ofInstallation(org), () -> beginning.isThere(org));
  }

  private OrgId forget(OrgId org) {
    unproven.done(org);
    return org;
  }

  private void proveStates(OrgId org) {
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          List<VaultFact> states = unproven.states(org);
          commit(change, org, states);
          return org;
        });
  }

  private void commit(Ledger.Change change, OrgId org, List<VaultFact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    Commitment.Rows all = new Commitment.Rows();
    facts.forEach(fact -> all.add(fact.digest()));
    AuditEntry entry = AuditEntry.allowed(SELF, "vault.commit", "org:" + org);
    long seq = change.record(entry.committing(all.commitment())).seq();
    unproven.prove(org, facts, seq);
  }

  /** Returns false where the org's key was destroyed: there is nothing to tell values by. */
  private boolean prepare(OrgId org) {
    try {
      ledger.append(
          Access.ofInstallation(org),
          () -> {
            sealer.prepareFingerprints(org);
            return org;
          });
      return true;
    } catch (Refusal away) {
      if (away.code().equals("key_destroyed")) {
        return false;
      }
      throw away;
    }
  }

  /** Returns where the last one is; empty when there was none any more. */
  private Optional<SecretPlace> proveSecrets(
      OrgId org, Optional<SecretPlace> after, boolean opens) {
    return ledger.change(
        Access.ofInstallation(org),
        change -> {
          List<Unproven> page = unproven.secrets(org, after, BATCH);
          List<VaultFact> facts = new ArrayList<>(page.size());
          page.forEach(each -> facts.add(opens ? withFingerprint(each) : each.fact()));
          commit(change, org, facts);
          return page.stream()
              .reduce((one, next) -> next)
              .map(unprovenSecret -> unprovenSecret.fact().place());
        });
  }

  /** A value that does not open is committed to as one that can't be told. */
  private VaultFact withFingerprint(Unproven secret) {
    VaultFact.Secret fact = secret.fact();
    Optional<Fingerprint> fingerprint = Optional.empty();
    if (secret.sealed().isPresent()) {
      try {
        SecretValue value = sealer.open(fact.place(), secret.sealed().get());
        fingerprint = Optional.of(sealer.fingerprint(fact.place(), fact.change(), value));
      } catch (SealBroken changed) {
        LOG.log(
            Level.WARNING, "{0}, and can''t be proven: {1}", changed.getMessage(), fact.place());
      }
    }
    return new VaultFact.Secret(
        fact.place(), fact.change(), fact.environmentVersion(), fact.at(), fingerprint);
  }

  private void finish(OrgId org) {
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          if (!beginning.isThere(org)) {
            change.record(CommitmentBeginning.baseline(SELF, org));
          }
          return forget(org);
        });
  }
}
