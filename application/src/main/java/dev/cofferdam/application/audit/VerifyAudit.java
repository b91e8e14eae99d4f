package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Walks an org's whole chain against its ledger head, all checkpoints that are kept outside of the
 * database, those in it, and what the caller brings; and compares secrets, environments and
 * projects with what the entries commit to.
 *
 * <p>It proves that every entry up to the place of the latest checkpoint that matches is there and
 * is what was recorded, unless somebody had the installation's signing key too. Of entries behind
 * that place it proves that they fit together; who holds the database could have rewritten or cut
 * them off.
 */
public final class VerifyAudit {
  public static final Permission NEEDS = Permission.AUDIT_READ;

  /** Walks at once in this process. */
  static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final System.Logger LOG = System.getLogger(VerifyAudit.class.getName());

  private final Gatekeeper gatekeeper;
  private final ChainWalk walk;
  private final RowWalk rows;
  private final OutsideCheckpoints outside;
  private final Notary notary;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public VerifyAudit(
      Gatekeeper gatekeeper,
      ChainWalk walk,
      RowWalk rows,
      OutsideCheckpoints outside,
      Notary notary) {
    this.gatekeeper = gatekeeper;
    this.walk = walk;
    this.rows = rows;
    this.outside = outside;
    this.notary = notary;
  }

  /** What a caller knows of a chain's past. */
  public sealed interface Known {
    /** Nothing. */
    record Nothing() implements Known {}

    /** Their own note of a place and its hash. */
    record Noted(long seq, ChainHash hash) implements Known {}

    /** A checkpoint's text, as the list of checkpoints gave it. */
    record Checkpoint(String text) implements Known {}
  }

  public record Command(OrgId org, Known known) {}

  /**
   * @param provenBy whoever knows the latest place up to which the chain is what it was; empty when
   *     nobody does
   * @param anchor what says that older entries were removed, if any were
   * @param rows what entries commit to, compared with it
   */
  public record Outcome(
      ChainCheck.Finding chain,
      Optional<Witness> provenBy,
      Optional<SignedClaim> anchor,
      RowWalk.Finding rows) {
    public boolean ok() {
      return chain.ok() && rows.ok();
    }
  }

  /**
   * @throws Refusal {@code invalid_field} for a checkpoint of another org or installation, and for
   *     a place before the first entry that is kept; {@code overloaded} where this process walks as
   *     many chains as it has processors
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    Optional<Witness> caller = brought(command);
    return atAPlace(() -> verify(access, command, caller));
  }

  private Outcome verify(Access access, Command command, Optional<Witness> caller) {
    ChainWalk.Finding finding = walk(access, caller.stream().toList());
    long removed = finding.anchor().map(anchor -> anchor.claim().seq()).orElse(0L);
    if (caller.filter(witness -> witness.seq() < removed).isPresent()) {
      throw Refusal.invalid(
          fieldOf(command.known()), "must not be before the entries that are kept: " + removed);
    }
    return new Outcome(finding.chain(), finding.provenBy(), finding.anchor(), rows.walk(access));
  }

  /** Walking a long chain takes a processor and a connection for a while: not all of them. */
  private Outcome atAPlace(Supplier<Outcome> verification) {
    if (!places.tryAcquire()) {
      throw Refusal.unavailable(
          "overloaded", "Others' trails are being verified just now. Try again in a moment.");
    }
    try {
      return verification.get();
    } finally {
      places.release();
    }
  }

  private Optional<Witness> brought(Command command) {
    if (command.known() instanceof Known.Noted noted) {
      return Optional.of(new Witness(Source.CALLER, noted.seq(), noted.hash(), Optional.empty()));
    }
    if (command.known() instanceof Known.Checkpoint checkpoint) {
      SignedClaim signed =
          SignedClaim.parse(checkpoint.text())
              .filter(claim -> claim.isAbout(Kind.CHECKPOINT, command.org()))
              .filter(notary::vouchesFor)
              .orElseThrow(
                  () -> Refusal.invalid("checkpoint", "must be one of this org's checkpoints"));
      return Optional.of(Witness.of(Source.CALLER, signed));
    }
    return Optional.empty();
  }

  private static String fieldOf(Known known) {
    return known instanceof Known.Noted ? "seq" : "checkpoint";
  }

  private ChainWalk.Finding walk(Access access, List<Witness> caller) {
    try {
      return walk.walk(access, outside.witnesses(access.org()).with(caller));
    } catch (ObjectStoreUnavailable unreachable) {
      LOG.log(
          Level.WARNING, "Verified without the checkpoints outside of the database", unreachable);
      return walk.walk(access, Witnesses.of(caller));
    }
  }
}
