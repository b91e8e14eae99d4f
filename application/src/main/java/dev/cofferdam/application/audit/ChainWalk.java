package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks an org's chain from its anchor or its beginning to its head, page by page in short reads of
 * their own, and compares it on the way with what the database's checkpoints and other witnesses
 * know. It holds one page at a time, however long the chain is.
 */
public final class ChainWalk {
  private static final int PAGE = 1_000;

  /** How many of the newest checkpoints may turn out to be junk without hiding those before. */
  private static final int MATCHED_KEPT = 50;

  private final Ledger ledger;
  private final AuditTrail trail;
  private final CheckpointStore checkpoints;
  private final Notary notary;
  private final Anchors anchors;

  public ChainWalk(Ledger ledger, AuditTrail trail, CheckpointStore checkpoints, Notary notary) {
    this.ledger = ledger;
    this.trail = trail;
    this.checkpoints = checkpoints;
    this.notary = notary;
    this.anchors = new Anchors(checkpoints, notary);
  }

  /**
   * @param provenBy whoever knows the latest place up to which the chain is what it was; empty when
   *     nobody does
   * @param anchor what says that older entries were removed, if any were
   */
  public record Finding(
      ChainCheck.Finding chain, Optional<Witness> provenBy, Optional<SignedClaim> anchor) {}

  Finding walk(Access access, Witnesses witnesses) {
    return walk(access, witnesses, entry -> {});
  }

  /**
   * @param fitting told of each entry that fits, in their order
   */
  Finding walk(Access access, Witnesses witnesses, Consumer<ChainedEntry> fitting) {
    Walk walk = new Walk(access.org(), witnesses, fitting);
    boolean ended;
    do {
      ended = ledger.read(access, walk::goOn);
    } while (!ended);
    return walk.finding();
  }

  /** One walk under way. */
  private final class Walk {
    private final OrgId org;
    private final Witnesses witnesses;
    private final Consumer<ChainedEntry> fitting;
    private ChainCheck check;
    private Optional<SignedClaim> anchor = Optional.empty();
    private Optional<Witness> provenBy = Optional.empty();
    private final Deque<Witness> matched = new ArrayDeque<>();
    private Optional<ChainCheck.Finding> found = Optional.empty();

    Walk(OrgId org, Witnesses witnesses, Consumer<ChainedEntry> fitting) {
      this.org = org;
      this.fitting = fitting;
      this.witnesses = witnesses;
      check = new ChainCheck(org);
    }

    Finding finding() {
      return new Finding(found.orElseThrow(), provenBy, anchor);
    }

    /** Takes the next page; returns whether that was the last. */
    boolean goOn() {
      beginBehindAnchor();
      long before = check.walkedTo();
      List<ChainedEntry> page = trail.oldest(org, before, PAGE);
      if (!page.isEmpty()) {
        accept(page, known(before, page.get(page.size() - 1).seq()));
      }
      if (page.size() == PAGE && !check.isBad()) {
        return false;
      }
      missWhatOthersKnow();
      proveByNewestCheckpoint();
      found = Optional.of(check.finish(trail.head(org).orElseThrow(() -> Refusal.notFound("org"))));
      return true;
    }

    /** Also while the walk is under way: entries that it has not reached may be removed. */
    private void beginBehindAnchor() {
      Optional<SignedClaim> now = anchors.of(org);
      if (now.isPresent() && now.get().claim().seq() > check.walkedTo()) {
        anchor = now;
        check = ChainCheck.behind(now.get().claim());
        provenBy = Optional.empty();
        matched.clear();
        compareWithWitnesses();
      }
    }

    private List<Witness> known(long after, long last) {
      return checkpoints.between(org, after, last, PAGE).stream()
          .filter(claim -> claim.isAbout(Kind.CHECKPOINT, org))
          .map(claim -> Witness.of(Source.DATABASE, claim))
          .toList();
    }

    private void accept(List<ChainedEntry> page, List<Witness> known) {
      int next = 0;
      for (ChainedEntry entry : page) {
        check.accept(entry);
        if (check.isBad()) {
          return;
        }
        fitting.accept(entry);
        while (next < known.size() && known.get(next).seq() <= entry.seq()) {
          compareWithDatabase(known.get(next));
          next++;
        }
        compareWithWitnesses();
      }
    }

    private void compareWithWitnesses() {
      long seq = check.walkedTo();
      for (Witness witness : witnesses.at(seq)) {
        if (check.endsWith(witness.hash())) {
          prove(witness);
        } else {
          check.wasRewritten();
        }
      }
      if (witnesses.contradict(seq, place -> check.endsWith(place.hash()))) {
        check.wasRewritten();
      }
    }

    /** Asks the notary, which takes its time, only about one that says something else. */
    private void compareWithDatabase(Witness checkpoint) {
      if (check.endsWith(checkpoint.hash())) {
        matched.addLast(checkpoint);
        if (matched.size() > MATCHED_KEPT) {
          matched.removeFirst();
        }
      } else if (isSigned(checkpoint)) {
        check.wasRewritten();
      }
    }

    private void prove(Witness witness) {
      if (provenBy.isEmpty() || witness.provesMoreThan(provenBy.get())) {
        provenBy = Optional.of(witness);
      }
    }

    private void proveByNewestCheckpoint() {
      while (!matched.isEmpty()) {
        Witness newest = matched.removeLast();
        if (isSigned(newest)) {
          prove(newest);
          return;
        }
      }
    }

    private boolean isSigned(Witness checkpoint) {
      return checkpoint.signed().filter(notary::vouchesFor).isPresent();
    }

    private void missWhatOthersKnow() {
      long last = check.walkedTo();
      boolean known =
          witnesses.knowOfMoreThan(last)
              || known(last, Long.MAX_VALUE).stream().anyMatch(this::isSigned);
      if (known) {
        check.missesMore();
      }
    }
  }
}
