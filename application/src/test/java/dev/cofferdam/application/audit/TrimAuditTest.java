package dev.cofferdam.application.audit;

import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.VerifyAudit.Known;
import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.AuditRetention;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.CommitmentFold;
import dev.cofferdam.domain.audit.RowDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Retention: what goes, what stays, and what still verifies. */
final class TrimAuditTest {
  private static final AuditRetention THIRTY_DAYS = org -> Optional.of(Duration.ofDays(30));

  private final AuditStage stage = new AuditStage();

  /** Entries 1 to 4, then 5 to 7 twenty days later, all under a checkpoint. */
  private void twoAges() {
    stage.record(3);
    stage.here.clock().advance(Duration.ofDays(20));
    stage.record(3);
    assertThat(stage.checkpoint().taken()).isEqualTo(1);
  }

  @Test
  void removesWhatIsOverItsTimeAndLeavesAnAnchor() {
    twoAges();
    stage.here.clock().advance(Duration.ofDays(12));
    ChainHash fourth = stage.hashAt(4);

    assertThat(trim().removed()).isEqualTo(4);

    assertThat(entries()).extracting(ChainedEntry::seq).containsExactly(5L, 6L, 7L, 8L);
    assertThat(entries().get(3).action()).isEqualTo("audit.trim");
    assertThat(entries().get(3).resource()).endsWith("@4");
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.chain().entries()).isEqualTo(4);
    assertThat(finding.anchor().orElseThrow().claim().seq()).isEqualTo(4);
    assertThat(finding.anchor().orElseThrow().claim().hash()).isEqualTo(fourth);
    assertThat(finding.provenBy().orElseThrow().seq()).isEqualTo(7);
    assertThat(finding.provenBy().orElseThrow().source()).isEqualTo(Source.OUTSIDE);
  }

  /** The org's first entry commits to nothing, so there is nothing that isn't committed to. */
  @Test
  void theAnchorSaysWhatWasCommittedTo() {
    twoAges();
    Commitment one = Commitment.to(RowDigest.of("row", "1"));
    stage.record(one);
    stage.checkpoint();
    stage.here.clock().advance(Duration.ofDays(12));
    assertThat(trim().removed()).isEqualTo(4);
    assertThat(anchored()).contains(CommitmentFold.EMPTY);

    stage.here.clock().advance(Duration.ofDays(40));
    assertThat(trim().removed()).isPositive();
    assertThat(anchored()).contains(CommitmentFold.EMPTY.with(8, one));
    assertThat(stage.verify().chain().ok()).isTrue();
    assertThat(stage.verify().rows().ok()).as("whose row is not there").isFalse();
  }

  private Optional<CommitmentFold> anchored() {
    return stage.verify().anchor().orElseThrow().claim().commitments();
  }

  @Test
  void keepsWhatIsNotOverItsTimeForADay() {
    twoAges();
    stage.here.clock().advance(Duration.ofDays(10).plusHours(23));
    assertThat(trim().removed()).isZero();
    stage.here.clock().advance(Duration.ofHours(2));
    assertThat(trim().removed()).isEqualTo(4);
  }

  @Test
  void keepsEverythingForWhomItIsKeptForGood() {
    twoAges();
    stage.here.clock().advance(Duration.ofDays(10_000));
    assertThat(stage.trimAudit(org -> Optional.empty()).execute().removed()).isZero();
    assertThat(entries()).hasSize(7);
  }

  @Test
  void goesNotBeyondTheNewestCheckpointOutside() {
    stage.record(3);
    stage.checkpoint();
    stage.record(5);
    stage.here.clock().advance(Duration.ofDays(40));
    assertThat(trim().removed()).isEqualTo(4);
    assertThat(stage.verify().chain().ok()).isTrue();
    Witness proof = stage.verify().provenBy().orElseThrow();
    assertThat(proof.seq()).as("the anchor's own place").isEqualTo(4);
  }

  @Test
  void removesNothingWithoutACheckpointOutside() {
    stage.record(3);
    stage.here.clock().advance(Duration.ofDays(40));
    assertThat(trim().removed()).isZero();
  }

  @Test
  void goesOnFromAnAnchorTimeAndAgain() {
    for (int day = 0; day < 60; day++) {
      stage.record(2);
      stage.here.clock().advance(Duration.ofDays(1));
      stage.checkpoint();
      trim();
      assertThat(stage.verify().chain().ok()).as("day " + day).isTrue();
    }
    assertThat(entries().size()).isBetween(60, 110);
    assertThat(stage.verify().anchor().orElseThrow().claim().seq()).isGreaterThan(50);
  }

  @Test
  void keepsEntriesBehindOneWhoseTimeIsNotOver() {
    stage.record(1);
    stage.here.clock().advance(Duration.ofDays(365));
    stage.record(1);
    stage.here.clock().advance(Duration.ofDays(-365));
    stage.record(3);
    stage.checkpoint();
    stage.here.clock().advance(Duration.ofDays(40));
    assertThat(trim().removed()).as("those before the one from the future").isEqualTo(2);
    assertThat(stage.verify().chain().ok()).isTrue();
  }

  @Test
  void removesNothingOfAChainThatIsBroken() {
    twoAges();
    stage.rewriteFrom(2);
    stage.here.clock().advance(Duration.ofDays(12));
    TrimAudit.Outcome outcome = trim();
    assertThat(outcome.broken()).containsExactly(stage.ada.org());
    assertThat(outcome.removed()).isZero();
    assertThat(entries()).hasSize(7);
  }

  @Test
  void removesNothingWhileTheOutsideIsGone() {
    twoAges();
    stage.here.clock().advance(Duration.ofDays(12));
    stage.world.objects().fail(true);
    assertThatThrownBy(this::trim).isInstanceOf(ObjectStoreUnavailable.class);
    assertThat(entries()).hasSize(7);
  }

  @Test
  void finishesWhatWasInterrupted() {
    twoAges();
    ChainClaim anchor =
        new ChainClaim(
            ChainClaim.Kind.ANCHOR,
            stage.ada.org(),
            2,
            stage.hashAt(2),
            0,
            stage.here.clock().instant());
    stage.world.trailTrimmer().put(stage.world.notary().sign(anchor));
    assertThat(stage.verify().chain().entries()).as("from the anchor on").isEqualTo(5);
    assertThat(trim().removed()).isEqualTo(2);
    assertThat(stage.verify().chain().ok()).isTrue();
  }

  @Test
  void findsWhatIsMissingBehindTheAnchor() {
    twoAges();
    stage.here.clock().advance(Duration.ofDays(12));
    trim();
    stage.tamper(entries -> entries.removeIf(entry -> entry.seq() == 5));
    assertThat(stage.verify().chain().firstBad()).isEqualTo(OptionalLong.of(5));
  }

  @Test
  void goesOnWithCheckpointsBehindTheAnchor() {
    twoAges();
    stage.here.clock().advance(Duration.ofDays(60));
    trim();
    assertThat(entries()).extracting(ChainedEntry::seq).containsExactly(8L);
    assertThat(stage.checkpoint().taken()).isEqualTo(1);
    assertThat(stage.verify().provenBy().orElseThrow().seq()).isEqualTo(8);
  }

  @Test
  void refusesToCompareWithWhatWasRemoved() {
    twoAges();
    ChainHash second = stage.hashAt(2);
    ChainHash fourth = stage.hashAt(4);
    stage.here.clock().advance(Duration.ofDays(12));
    trim();
    assertThat(refusalOf(() -> stage.verify(new Known.Noted(2, second))).errors().get(0).field())
        .isEqualTo("seq");
    assertThat(stage.verify(new Known.Noted(4, fourth)).chain().ok()).isTrue();
    assertThat(stage.verify(new Known.Noted(4, second)).chain().firstBad())
        .isEqualTo(OptionalLong.of(4));
  }

  private TrimAudit.Outcome trim() {
    return stage.trimAudit(THIRTY_DAYS).execute();
  }

  private List<ChainedEntry> entries() {
    return stage
        .world
        .ledger()
        .read(
            Access.ofInstallation(stage.ada.org()),
            () -> stage.world.auditTrail().oldest(stage.ada.org(), 0, 1_000));
  }
}
