package dev.cofferdam.application.audit;

import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.VerifyAudit.Known;
import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What checkpoints prove, and what they don't. */
final class CheckpointsTest {
  private final AuditStage stage = new AuditStage();

  @Test
  void provesNothingWithoutACheckpoint() {
    stage.record(3);
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.provenBy()).isEmpty();
    stage.rewriteFrom(2);
    assertThat(stage.verify().chain().ok()).as("nobody knows better").isTrue();
  }

  @Test
  void provesUpToTheNewestCheckpointOutside() {
    stage.record(3);
    assertThat(stage.checkpoint().taken()).isEqualTo(1);
    stage.record(2);
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.chain().entries()).isEqualTo(6);
    Witness proof = finding.provenBy().orElseThrow();
    assertThat(proof.source()).isEqualTo(Source.OUTSIDE);
    assertThat(proof.seq()).isEqualTo(4);
    assertThat(proof.hash()).isEqualTo(stage.hashAt(4));
  }

  @Test
  void takesACheckpointAMinuteWhereSomethingHappened() {
    assertThat(stage.takeCheckpoints().execute().taken()).isEqualTo(1);
    assertThat(stage.checkpoint().taken()).as("nothing happened").isZero();
    stage.record(1);
    assertThat(stage.takeCheckpoints().execute().taken()).isEqualTo(1);
    stage.record(1);
    assertThat(stage.takeCheckpoints().execute().taken()).as("the minute isn't over").isZero();
    stage.here.clock().advance(Duration.ofMinutes(1));
    assertThat(stage.takeCheckpoints().execute().taken()).isEqualTo(1);
  }

  @Test
  void takesACheckpointSoonerAfterAThousandEntries() {
    stage.takeCheckpoints().execute();
    stage.record(999);
    assertThat(stage.takeCheckpoints().execute().taken()).isZero();
    stage.record(1);
    assertThat(stage.takeCheckpoints().execute().taken()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsAChainThatWasRewrittenBeforeACheckpoint(long seq) {
    stage.record(3);
    stage.checkpoint();
    stage.record(3);
    stage.rewriteFrom(seq);
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().firstBad()).isEqualTo(OptionalLong.of(4));
    assertThat(finding.provenBy()).isEmpty();
  }

  @Test
  void narrowsWhatWasRewrittenByTheCheckpointsBetween() {
    for (int i = 0; i < 4; i++) {
      stage.record(3);
      stage.checkpoint();
    }
    stage.rewriteFrom(6);
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().firstBad()).isEqualTo(OptionalLong.of(7));
    assertThat(finding.provenBy().orElseThrow().seq()).isEqualTo(4);
    assertThat(finding.provenBy().orElseThrow().source()).isEqualTo(Source.DATABASE);
  }

  @Test
  void doesNotFindWhatWasRewrittenSinceTheNewestCheckpoint() {
    stage.record(3);
    stage.checkpoint();
    stage.record(3);
    stage.rewriteFrom(5);
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.provenBy().orElseThrow().seq()).as("and says so").isEqualTo(4);
  }

  @Test
  void findsATailThatWasCutOffWithItsCheckpoints() {
    stage.record(5);
    stage.checkpoint();
    stage.cutFrom(4);
    removeCheckpointsOfTheDatabase();
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().firstBad()).isEqualTo(OptionalLong.of(4));
    assertThat(finding.chain().entries()).isEqualTo(3);
  }

  @Test
  void findsATailThatWasCutOffByTheDatabasesCheckpointsWhileTheOutsideIsGone() {
    stage.record(5);
    stage.checkpoint();
    stage.cutFrom(4);
    emptyTheOutside();
    assertThat(stage.verify().chain().firstBad()).isEqualTo(OptionalLong.of(4));
  }

  @Test
  void provesByTheDatabaseWhileTheOutsideIsGone() {
    stage.record(3);
    stage.checkpoint();
    emptyTheOutside();
    Witness proof = stage.verify().provenBy().orElseThrow();
    assertThat(proof.source()).isEqualTo(Source.DATABASE);
    assertThat(proof.seq()).isEqualTo(4);
  }

  @Test
  void signsNothingThatDoesNotLeadOnFromWhatItSigned() {
    stage.record(5);
    stage.checkpoint();
    stage.cutFrom(4);
    removeCheckpointsOfTheDatabase();
    assertThat(stage.checkpoint().broken()).as("behind it").containsExactly(stage.ada.org());
    stage.record(3);
    assertThat(stage.checkpoint().broken()).as("beside it").containsExactly(stage.ada.org());
    stage.record(3);
    TakeCheckpoints.Outcome outcome = stage.checkpoint();
    assertThat(outcome.broken()).as("past it").containsExactly(stage.ada.org());
    assertThat(outcome.taken()).isZero();
    assertThat(stage.verify().chain().firstBad()).isEqualTo(OptionalLong.of(6));
  }

  @Test
  void keepsOneCheckpointAnHourOutside() {
    for (int minute = 0; minute < 150; minute++) {
      stage.record(1);
      assertThat(stage.checkpoint().taken()).isEqualTo(1);
    }
    assertThat(stage.world.objects().list(new ObjectKey("audit"), 1_000)).hasSize(3);
    assertThat(stage.verify().provenBy().orElseThrow().seq()).isEqualTo(151);
    assertThat(stage.verify().provenBy().orElseThrow().source()).isEqualTo(Source.OUTSIDE);
  }

  /** Of the hour before the newest one; the database has lost its own. */
  @Test
  void comparesWithTheCheckpointsOfEachHour() {
    stage.record(3);
    stage.checkpoint();
    stage.here.clock().advance(Duration.ofHours(1));
    stage.record(3);
    stage.checkpoint();
    ChainHash newest = stage.hashAt(7);
    stage.rewriteFrom(2);
    stage.tamper(
        entries -> entries.set(6, EntryEdit.edited(entries.get(6), edit -> edit.hash = newest)));
    stage.moveHead();
    removeCheckpointsOfTheDatabase();
    assertThat(stage.verify().chain().firstBad()).isEqualTo(OptionalLong.of(4));
  }

  /** Names cost nothing: nobody is believed because of one. */
  @Test
  void aNameAloneContradictsNobody() {
    stage.record(3);
    stage.checkpoint();
    put("999/999/999/999/999/997-" + "0".repeat(64), "junk");
    put("999/999/999/999/999/996-" + "1".repeat(64), textOf(newest(stage)));
    assertThat(stage.verify().chain().ok()).isTrue();
  }

  @Test
  void hashesEachEntryAnewBeforeItSigns() {
    stage.record(3);
    stage.checkpoint();
    ChainHash signed = stage.hashAt(4);
    stage.record(3);
    stage.rewriteFrom(2);
    stage.tamper(
        entries -> entries.set(3, EntryEdit.edited(entries.get(3), edit -> edit.hash = signed)));
    assertThat(stage.checkpoint().broken()).containsExactly(stage.ada.org());
  }

  @Test
  void signsOnAfterTheDatabaseLostItsCheckpoints() {
    stage.record(2);
    stage.checkpoint();
    removeCheckpointsOfTheDatabase();
    assertThat(stage.checkpoint().taken()).isEqualTo(1);
    stage.record(2);
    assertThat(stage.checkpoint().taken()).isEqualTo(1);
    assertThat(stage.verify().provenBy().orElseThrow().seq()).isEqualTo(5);
  }

  @Test
  void believesNoCheckpointThatWasForgedOrMoved() {
    stage.record(3);
    stage.checkpoint();
    Member bob = stage.here.member("Bob");
    String outside = textOf(newest(stage));
    ChainClaim forged =
        new ChainClaim(
            ChainClaim.Kind.CHECKPOINT,
            stage.ada.org(),
            9,
            ChainHash.genesis(bob.org()),
            1,
            stage.here.clock().instant());
    SignedClaim honest = SignedClaim.parse(outside).orElseThrow();
    SignedClaim fake = new SignedClaim(forged, honest.keyId(), honest.signature());
    put("999/999/999/999/999/990-" + forged.hash(), textOf(fake));
    put("999/999/999/999/999/001-" + forged.hash(), outside);
    put("000/000/000/000/000/000-junk", "junk");
    put("000/000/000/000/000/001-junk", "\0".repeat(100_000));
    stage
        .world
        .ledger()
        .append(
            Access.ofInstallation(stage.ada.org()),
            () -> {
              stage.world.checkpoints().add(fake);
              return fake;
            });
    VerifyAudit.Outcome finding = stage.verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.provenBy().orElseThrow().signed()).contains(honest);
  }

  @Test
  void comparesWithWhatTheCallerNoted() {
    stage.record(5);
    ChainHash noted = stage.hashAt(3);
    Witness proof = stage.verify(new Known.Noted(3, noted)).provenBy().orElseThrow();
    assertThat(proof.source()).isEqualTo(Source.CALLER);
    assertThat(proof.seq()).isEqualTo(3);
    stage.rewriteFrom(2);
    assertThat(stage.verify(new Known.Noted(3, noted)).chain().firstBad())
        .isEqualTo(OptionalLong.of(3));
    assertThat(stage.verify(new Known.Noted(99, noted)).chain().firstBad())
        .isEqualTo(OptionalLong.of(7));
  }

  @Test
  void comparesWithACheckpointThatTheCallerKept() {
    stage.record(5);
    stage.checkpoint();
    SignedClaim kept = newest(stage);
    assertThat(stage.verify(new Known.Checkpoint(textOf(kept))).provenBy().orElseThrow().source())
        .isEqualTo(Source.CALLER);
    stage.cutFrom(4);
    removeCheckpointsOfTheDatabase();
    emptyTheOutside();
    assertThat(stage.verify().chain().ok()).as("everybody else has lost it").isTrue();
    assertThat(stage.verify(new Known.Checkpoint(textOf(kept))).chain().firstBad())
        .isEqualTo(OptionalLong.of(4));
  }

  @Test
  void refusesACheckpointThatIsNotTheOrgs() {
    Member bob = stage.here.member("Bob");
    stage.checkpoint();
    SignedClaim mine = newest(stage);
    ChainClaim claim = mine.claim();
    SignedClaim bobs =
        stage
            .world
            .notary()
            .sign(
                new ChainClaim(
                    claim.kind(), bob.org(), 1, claim.hash(), claim.state(), claim.at()));
    SignedClaim anchor =
        stage
            .world
            .notary()
            .sign(
                new ChainClaim(
                    ChainClaim.Kind.ANCHOR,
                    claim.org(),
                    1,
                    claim.hash(),
                    claim.state(),
                    claim.at()));
    SignedClaim unsigned = new SignedClaim(claim, mine.keyId(), bobs.signature());
    for (String text : List.of("", "junk", textOf(bobs), textOf(anchor), textOf(unsigned))) {
      assertThat(refusalOf(() -> stage.verify(new Known.Checkpoint(text))).errors().get(0).field())
          .isEqualTo("checkpoint");
    }
  }

  @Test
  void takesNoneWhileTheyCanNotBeKeptOutside() {
    stage.record(1);
    stage.world.objects().fail(true);
    assertThatThrownBy(stage::checkpoint).isInstanceOf(ObjectStoreUnavailable.class);
    assertThat(stage.verify().chain().ok()).as("verification goes on without").isTrue();
    assertThat(stage.verify().provenBy()).isEmpty();
    stage.world.objects().fail(false);
    assertThat(stage.checkpoint().taken()).isEqualTo(1);
  }

  private static SignedClaim newest(AuditStage stage) {
    return stage
        .world
        .ledger()
        .read(
            Access.ofInstallation(stage.ada.org()),
            () -> stage.world.checkpoints().newest(stage.ada.org(), Long.MAX_VALUE, 1).get(0));
  }

  private static String textOf(SignedClaim claim) {
    return claim.text();
  }

  private void put(String name, String content) {
    stage
        .world
        .objects()
        .put(
            new ObjectKey("audit/checkpoints/" + stage.ada.org() + "/" + name),
            content.getBytes(StandardCharsets.UTF_8));
  }

  private void removeCheckpointsOfTheDatabase() {
    stage.world.checkpoints().tamperByForgetting(stage.ada.org());
  }

  private void emptyTheOutside() {
    stage
        .world
        .objects()
        .list(new ObjectKey("audit"), 1_000)
        .forEach(key -> stage.world.objects().delete(key));
  }
}
