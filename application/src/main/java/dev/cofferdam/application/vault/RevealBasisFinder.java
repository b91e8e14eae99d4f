package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a reveal is decided by: in memory, or in one snapshot of the org. */
public final class RevealBasisFinder {
  private final Ledger ledger;
  private final AuditTrail trail;
  private final Memberships memberships;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final RevealMemory memory;

  /**
   * @param memberships as the thread's transaction sees them, not as somebody remembers them
   */
  public RevealBasisFinder(
      Ledger ledger,
      AuditTrail trail,
      Memberships memberships,
      EnvironmentFinder finder,
      SecretStore secrets,
      RevealMemory memory) {
    this.ledger = ledger;
    this.trail = trail;
    this.memberships = memberships;
    this.finder = finder;
    this.secrets = secrets;
    this.memory = memory;
  }

  /** What is remembered. It may be out of date, which the org's state tells. */
  Optional<RevealBasis> remembered(Optional<UserId> person, RevealSecret.Command command) {
    return memory.find(person, command);
  }

  /**
   * Reads it all at one moment, and remembers it.
   *
   * @param access lets the caller look at all
   * @param admission the caller's access, given who is what in the org at that moment
   * @throws Refusal as of that moment: {@code secret_not_found} and what {@code admission} and
   *     {@link EnvironmentFinder} say
   */
  RevealBasis read(
      Access access,
      Function<Memberships, Access> admission,
      Optional<UserId> person,
      RevealSecret.Command command) {
    OrgId org = access.org();
    RevealBasis basis =
        ledger.read(
            access,
            () -> {
              long state = state(org);
              Optional<Role> role = person.flatMap(user -> memberships.roleOf(org, user));
              // A role says that the org is there; of one without members nothing else does.
              boolean open = role.isPresent() || memberships.isOpen(org);
              Access now = admission.apply(new OrgThen(open, role));
              Environment environment = finder.environment(now, command.address());
              StoredSecret secret =
                  secrets
                      .find(org, environment.id(), command.name())
                      .orElseThrow(() -> Refusal.notFound("secret"));
              return new RevealBasis(state, role, environment, secret);
            });
    memory.keep(person, command, basis);
    return basis;
  }

  /** Whether the org is at this state now. */
  boolean isAt(Access access, long state) {
    return ledger.read(access, () -> state(access.org()) == state);
  }

  private long state(OrgId org) {
    return trail.head(org).map(LedgerHead::state).orElseThrow(() -> Refusal.notFound("org"));
  }
}
