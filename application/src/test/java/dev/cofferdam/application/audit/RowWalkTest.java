package dev.cofferdam.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.CommittedRows;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.RowDigest;
import dev.cofferdam.domain.ids.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rows of any kind against entries, the first of which says that the org was made. */
final class RowWalkTest {
  private static final RowDigest ONE = RowDigest.of("row", "1");
  private static final RowDigest TWO = RowDigest.of("row", "2");

  private final AuditStage stage = new AuditStage();
  private final Rows rows = new Rows();

  /** What somebody says that the rows are. */
  private static final class Rows implements CommittedRows {
    private final List<Row> all = new ArrayList<>();
    private long uncommitted;
    private Optional<Stray> stray = Optional.empty();

    void add(long entry, RowDigest digest, Value value) {
      all.add(new Row(entry, "row:" + all.size(), Optional.of(digest), value));
    }

    @Override
    public void each(OrgId org, Consumer<Row> to) {
      all.forEach(to);
    }

    @Override
    public long uncommitted(OrgId org) {
      return uncommitted;
    }

    @Override
    public Optional<Stray> stray(OrgId org) {
      return stray;
    }
  }

  private RowWalk.Finding walk() {
    return new RowWalk(
            stage.world.ledger(),
            stage.world.auditTrail(),
            stage.world.checkpoints(),
            stage.world.notary(),
            rows)
        .walk(Access.ofInstallation(stage.ada.org()));
  }

  /** The entry is at the second place. */
  private void commitTo(RowDigest... digests) {
    Commitment.Rows all = new Commitment.Rows();
    List.of(digests).forEach(all::add);
    stage.record(all.commitment());
  }

  @Test
  void rowsAreWhatTheirEntriesSay() {
    commitTo(ONE, TWO);
    commitTo(ONE);
    stage.record(3);
    rows.add(2, ONE, CommittedRows.Value.SAME);
    rows.add(2, TWO, CommittedRows.Value.SEALED);
    rows.add(3, ONE, CommittedRows.Value.NONE);
    assertThat(walk()).isEqualTo(new RowWalk.Finding(3, 1, 0, Optional.empty()));
  }

  @Test
  void rowsInAnotherOrderAreOthers() {
    commitTo(ONE, TWO);
    rows.add(2, TWO, CommittedRows.Value.NONE);
    rows.add(2, ONE, CommittedRows.Value.NONE);
    assertBad(2, "x:1");
  }

  @Test
  void aMissingRowIsNamedByItsEntry() {
    commitTo(ONE);
    commitTo(TWO);
    assertBad(2, "x:1");
    rows.add(2, ONE, CommittedRows.Value.NONE);
    assertBad(3, "x:1");
    rows.add(3, TWO, CommittedRows.Value.NONE);
    assertThat(walk().ok()).isTrue();
  }

  @Test
  void aRowWithoutAnEntryIsNamedByItself() {
    commitTo(ONE);
    stage.record(1);
    rows.add(2, ONE, CommittedRows.Value.NONE);
    rows.add(3, TWO, CommittedRows.Value.NONE);
    assertBad(3, "row:1");
  }

  @Test
  void aRowOfAnEntryThatCommitsToNothingIsOneTooMany() {
    rows.add(1, ONE, CommittedRows.Value.NONE);
    assertBad(1, "org:" + stage.ada.org());
  }

  @Test
  void aRowBeforeTheFirstEntryIsOneTooMany() {
    rows.add(-1, ONE, CommittedRows.Value.NONE);
    assertThat(walk().ok()).isFalse();
  }

  @Test
  void anotherValueIsFound() {
    commitTo(ONE);
    rows.add(2, ONE, CommittedRows.Value.OTHER);
    assertBad(2, "x:1");
  }

  @Test
  void theFirstIsTheFirstInTheChain() {
    commitTo(ONE);
    commitTo(TWO);
    commitTo(ONE);
    rows.add(3, TWO, CommittedRows.Value.OTHER);
    rows.add(4, TWO, CommittedRows.Value.NONE);
    assertBad(2, "x:1");
  }

  @Test
  void whatIsNotCommittedToIsFoundInAnOrgThatHasBegun() {
    rows.uncommitted = 2;
    assertThat(walk().ok()).isFalse();
    assertThat(walk().uncommitted()).isEqualTo(2);
  }

  @Test
  void whatIsSoNowIsComparedLast() {
    rows.stray = Optional.of(new CommittedRows.Stray(OptionalLong.of(1), "secret:x"));
    assertBad(1, "secret:x");
  }

  /** An org from before commitments, of which nothing is known. */
  @Test
  void anOrgThatHasNotBegunIsNotJudgedByWhatIsMissing() {
    stage.tamper(
        entries ->
            entries.replaceAll(entry -> EntryEdit.edited(entry, edit -> edit.commitment = "")));
    rows.uncommitted = 2;
    rows.stray = Optional.of(new CommittedRows.Stray(OptionalLong.empty(), "secret:x"));
    assertThat(walk()).isEqualTo(new RowWalk.Finding(0, 0, 2, Optional.empty()));
    rows.add(1, ONE, CommittedRows.Value.NONE);
    assertThat(walk().ok()).isFalse();
  }

  @Test
  void whatIsNoCommitmentCommitsToNothingThatThereIs() {
    stage.record(1);
    stage.tamper(
        entries ->
            entries.replaceAll(
                entry ->
                    entry.seq() == 2
                        ? EntryEdit.edited(entry, edit -> edit.commitment = "zz")
                        : entry));
    assertBad(2, "x:1");
  }

  private void assertBad(long entry, String resource) {
    assertThat(walk().firstBad()).contains(new RowWalk.Bad(OptionalLong.of(entry), resource));
  }
}
