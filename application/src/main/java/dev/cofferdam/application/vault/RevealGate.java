package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.audit.port.Sightings;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets what is secret out. The audit entry is committed before anything is given away, by a
 * statement that makes sure that the org is as it was when the caller's rights and the values were
 * read. An org that changes all the time is locked in the end.
 */
public final class RevealGate {
  private static final Reveals.Count COUNT =
      new Reveals.Count(Metric.SECRET_READS.code(), "secret_read");

  /** How often an org may change in between before its ledger head is locked. */
  private static final int READS = 2;

  private final Ledger ledger;
  private final AuditTrail trail;
  private final Memberships memberships;
  private final Reveals reveals;
  private final UsageLedger usage;
  private final Sightings sightings;

  /**
   * @param memberships as the thread's transaction sees them, not as somebody remembers them
   */
  public RevealGate(
      Ledger ledger,
      AuditTrail trail,
      Memberships memberships,
      Reveals reveals,
      UsageLedger usage,
      Sightings sightings) {
    this.ledger = ledger;
    this.trail = trail;
    this.memberships = memberships;
    this.reveals = reveals;
    this.usage = usage;
    this.sightings = sightings;
  }

  /**
   * Who asks, and what lets them in.
   *
   * @param enter lets them in by what is known now
   * @param again lets them in by what a transaction sees
   * @param recall lets them in by a role that is remembered; empty for a refusal, of which nobody
   *     hears
   */
  record Caller(
      Actor actor,
      OrgId org,
      Supplier<Access> enter,
      Function<Memberships, Access> again,
      Function<Optional<Role>, Optional<Access>> recall) {}

  /**
   * What comes of a request.
   *
   * @param entry that says what is given away; empty where that is nothing
   * @param seen what that shows
   * @param opening makes what is given away
   */
  record Disclosure<T>(Optional<AuditEntry> entry, List<Seen> seen, Supplier<T> opening) {
    Disclosure {
      seen = List.copyOf(seen);
    }

    /** Of what shows no value. */
    Disclosure(Optional<AuditEntry> entry, Supplier<T> opening) {
      this(entry, List.of(), opening);
    }
  }

  /** Where something is decided. */
  interface Decision<T> {
    /**
     * Reads what decides, in the thread's transaction, and decides.
     *
     * @param now the caller's access, as of that transaction
     * @param snapshot the org's state and the caller's role; empty where they are locked
     */
    Disclosure<T> decide(Access now, Optional<Snapshot> snapshot);
  }

  /**
   * @param role of the person who asks; empty for who is no member, and for service tokens
   */
  record Snapshot(long state, Optional<Role> role) {}

  private record Decided<T>(long state, Disclosure<T> disclosure) {}

  /**
   * @throws Refusal what the decision says, as of the moment that counts; {@code overloaded}
   */
  <T> T pass(Caller caller, Decision<T> decision) {
    Access access = caller.enter().get();
    for (int read = 0; read < READS; read++) {
      Decided<T> decided;
      try {
        decided = read(caller, access, decision);
      } catch (SealBroken orUnderARetiredKey) {
        // The org's key was rotated since the snapshot, or it is broken: then it fails below too.
        continue;
      }
      if (decided.disclosure().entry().isEmpty()) {
        return decided.disclosure().opening().get();
      }
      Optional<T> given = give(access, decided.state(), decided.disclosure());
      if (given.isPresent()) {
        return given.get();
      }
    }
    return locked(caller, access, decision);
  }

  private <T> Decided<T> read(Caller caller, Access access, Decision<T> decision) {
    OrgId org = caller.org();
    return ledger.read(
        access,
        () -> {
          long state = state(org);
          Optional<Role> role =
              caller.actor().person().flatMap(user -> memberships.roleOf(org, user));
          // A role says that the org is there; of one without members nothing else does.
          boolean open = role.isPresent() || memberships.isOpen(org);
          Access now = caller.again().apply(new OrgThen(open, role));
          return new Decided<>(state, decision.decide(now, Optional.of(new Snapshot(state, role))));
        });
  }

  private <T> T locked(Caller caller, Access access, Decision<T> decision) {
    return ledger.change(
        access,
        change -> {
          Disclosure<T> disclosure =
              decision.decide(caller.again().apply(memberships), Optional.empty());
          disclosure
              .entry()
              .ifPresent(
                  entry -> {
                    ChainedEntry chained = change.record(entry);
                    sightings.record(access.org(), chained, disclosure.seen());
                    usage.record(
                        new UsageRecord(
                            access.org(),
                            COUNT.keyFor(chained),
                            Metric.SECRET_READS,
                            BigDecimal.ONE,
                            chained.at()));
                  });
          return disclosure.opening().get();
        });
  }

  /** Gives something away that has an entry; empty when the org has moved on. */
  <T> Optional<T> give(Access access, long state, Disclosure<T> disclosure) {
    return reveals.give(
        access,
        new Reveals.Reveal(state, disclosure.entry().orElseThrow(), COUNT, disclosure.seen()),
        disclosure.opening());
  }

  /** Whether the org is at this state now. */
  boolean isAt(Access access, long state) {
    return ledger.isAt(access, state);
  }

  private long state(OrgId org) {
    return trail.head(org).map(LedgerHead::state).orElseThrow(() -> Refusal.notFound("org"));
  }
}
