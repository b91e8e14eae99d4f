package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.CommittedRows;
import dev.cofferdam.application.audit.port.CommittedRows.Row;
import dev.cofferdam.application.audit.port.CommittedRows.Stray;
import dev.cofferdam.application.audit.port.CommittedRows.Value;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.CommitmentFold;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares all rows of an org that audit entries commit to with the entries, and what is so now
 * with the newest rows, in one snapshot. It takes the entries as they are there: whether they are
 * what was recorded is for {@link ChainWalk}. It holds one page of entries and one row at a time.
 */
public final class RowWalk {
  private final Ledger ledger;
  private final AuditTrail trail;
  private final Anchors anchors;
  private final CommittedRows rows;

  public RowWalk(
      Ledger ledger,
      AuditTrail trail,
      CheckpointStore checkpoints,
      Notary notary,
      CommittedRows rows) {
    this.ledger = ledger;
    this.trail = trail;
    this.anchors = new Anchors(checkpoints, notary);
    this.rows = rows;
  }

  /**
   * @param compared how many rows were compared with their entries
   * @param opened how many sealed values were opened and found to be those
   * @param uncommitted how many rows no entry commits to
   * @param firstBad what is not as its entry says
   */
  public record Finding(long compared, long opened, long uncommitted, Optional<Bad> firstBad) {
    public boolean ok() {
      return firstBad.isEmpty();
    }
  }

  /**
   * @param entry the place of the entry that says otherwise, if one does
   * @param resource what it is about
   */
  public record Bad(OptionalLong entry, String resource) {}

  Finding walk(Access access) {
    return ledger.read(access, () -> new Walk(access.org()).finding());
  }

  /** One walk. */
  private final class Walk {
    private final OrgId org;
    private final long removed;
    private final Optional<CommitmentFold> anchored;
    private final CommittingEntries entries;
    private CommitmentFold fold = CommitmentFold.EMPTY;
    private boolean foldIsSettled;
    private boolean begun;
    private Optional<Group> group = Optional.empty();
    private long compared;
    private long opened;
    private Optional<Bad> firstBad = Optional.empty();

    Walk(OrgId org) {
      this.org = org;
      Optional<ChainClaim> anchor = anchors.of(org).map(SignedClaim::claim);
      removed = anchor.map(ChainClaim::seq).orElse(0L);
      anchored = anchor.flatMap(ChainClaim::commitments);
      begun = anchored.isPresent();
      entries = new CommittingEntries(trail, org, removed);
    }

    Finding finding() {
      rows.each(org, this::accept);
      closeGroup();
      settleFold();
      missRowsBefore(Long.MAX_VALUE);
      long uncommitted = rows.uncommitted(org);
      if (begun) {
        if (uncommitted > 0) {
          bad(OptionalLong.empty(), "org:" + org);
        }
        Optional<Stray> stray = rows.stray(org);
        stray.ifPresent(found -> bad(found.entry(), found.subject()));
      }
      return new Finding(compared, opened, uncommitted, firstBad);
    }

    private void accept(Row row) {
      if (group.isEmpty() || group.get().seq != row.entry()) {
        closeGroup();
        group = Optional.of(open(row));
      }
      Group now = group.get();
      compared++;
      if (row.value() == Value.SAME) {
        opened++;
      }
      row.digest().ifPresent(now.said::add);
      if (row.digest().isEmpty() || row.value() == Value.OTHER) {
        bad(OptionalLong.of(row.entry()), now.resourceOf(row));
      }
    }

    private Group open(Row first) {
      if (first.entry() <= removed) {
        return new Group(first, Optional.empty());
      }
      settleFold();
      missRowsBefore(first.entry());
      Optional<ChainedEntry> entry = entries.take(first.entry());
      entry.ifPresent(this::see);
      return new Group(first, entry);
    }

    private void closeGroup() {
      if (group.isEmpty()) {
        return;
      }
      Group done = group.get();
      group = Optional.empty();
      Commitment commitment = done.said.commitment();
      if (done.seq <= removed) {
        fold = fold.with(done.seq, commitment);
      } else if (done.entry.flatMap(ChainedEntry::committed).filter(commitment::equals).isEmpty()) {
        bad(OptionalLong.of(done.seq), done.entry.map(ChainedEntry::resource).orElse(done.subject));
      }
    }

    /** Entries with nothing behind them that do not say so: their rows are missing. */
    private void missRowsBefore(long seq) {
      Optional<ChainedEntry> next = entries.takeBefore(seq);
      while (next.isPresent()) {
        ChainedEntry entry = next.get();
        see(entry);
        if (entry.committed().filter(Commitment.TO_NOTHING::equals).isEmpty()) {
          bad(OptionalLong.of(entry.seq()), entry.resource());
        }
        next = entries.takeBefore(seq);
      }
    }

    private void see(ChainedEntry entry) {
      begun |= CommitmentBeginning.isAt(entry);
    }

    /** Rows whose entries were removed are compared with the anchor, all at once. */
    private void settleFold() {
      if (!foldIsSettled) {
        foldIsSettled = true;
        if (!fold.equals(anchored.orElse(CommitmentFold.EMPTY))) {
          bad(OptionalLong.of(removed), "org:" + org);
        }
      }
    }

    private void bad(OptionalLong entry, String resource) {
      if (firstBad.isEmpty()) {
        firstBad = Optional.of(new Bad(entry, resource));
      }
    }
  }

  /** The rows of one entry. */
  private static final class Group {
    private final long seq;
    private final String subject;
    private final Optional<ChainedEntry> entry;
    private final Commitment.Rows said = new Commitment.Rows();

    Group(Row first, Optional<ChainedEntry> entry) {
      this.seq = first.entry();
      this.subject = first.subject();
      this.entry = entry;
    }

    /** By names, as the entry has it, where it is about this row alone. */
    String resourceOf(Row row) {
      return entry
          .map(ChainedEntry::resource)
          .filter(resource -> !resource.startsWith("org:"))
          .orElse(row.subject());
    }
  }
}
