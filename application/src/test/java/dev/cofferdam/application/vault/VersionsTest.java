package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.vault.ChangeSecrets.Setting;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was, and how it comes back. */
final class VersionsTest {
  private static final Expectation ANYTHING = BranchStage.ANYTHING;
  private static final SecretName A = new SecretName("A");
  private static final SecretName B = new SecretName("B");

  private final BranchStage stage = new BranchStage();

  @BeforeEach
  void makeEnvironment() {
    stage.create("prod");
  }

  @Test
  void keepsEveryChangeOfAKey() {
    stage.put("prod", "A", "one");
    stage.put("prod", "A", "two");
    stage.drop("prod", "A", SecretChange.DELETE);
    stage.restore(stage.ada, "prod", "A", 1);
    stage.drop("prod", "A", SecretChange.HIDE);
    List<SecretVersion> history = stage.history(stage.ada, "prod", "A");
    assertThat(history)
        .extracting(SecretVersion::change)
        .containsExactly(
            SecretChange.HIDE,
            SecretChange.RESTORE,
            SecretChange.DELETE,
            SecretChange.SET,
            SecretChange.SET);
    assertThat(history).extracting(v -> v.place().version()).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(codeOf(() -> stage.history(stage.ada, "prod", "NONE")))
        .isEqualTo("secret_not_found");
    assertThat(stage.trail(5))
        .containsExactly(
            "secret.hide secret:shop/prod/A@5",
            "secret.restore secret:shop/prod/A@4",
            "secret.delete secret:shop/prod/A@3",
            "secret.write secret:shop/prod/A@2",
            "secret.write secret:shop/prod/A@1");
  }

  @Test
  void deletesAndRestores() {
    stage.put("prod", "A", "one");
    stage.drop("prod", "A", SecretChange.DELETE);
    assertThat(codeOf(() -> stage.value("prod", "A"))).isEqualTo("secret_not_found");
    assertThat(codeOf(() -> stage.drop("prod", "A", SecretChange.DELETE)))
        .isEqualTo("secret_not_found");
    assertThat(stage.restore(stage.ada, "prod", "A", 1).place().version()).isEqualTo(3);
    assertThat(stage.value("prod", "A")).isEqualTo("one");
    for (long none : new long[] {2, 4, Long.MAX_VALUE}) {
      assertThat(codeOf(() -> stage.restore(stage.ada, "prod", "A", none)))
          .as("%s", none)
          .isEqualTo("version_not_found");
    }
  }

  @Test
  void showsOneVersionAndTheValueOfAnInstant() {
    Instant never = stage.tick();
    stage.put("prod", "A", "one");
    Instant one = stage.tick();
    stage.put("prod", "A", "two");
    Instant two = stage.tick();
    stage.drop("prod", "A", SecretChange.DELETE);
    Instant gone = stage.tick();
    assertThat(version(1)).isEqualTo("one");
    assertThat(version(2)).isEqualTo("two");
    assertThat(codeOf(() -> version(3))).isEqualTo("version_not_found");
    assertThat(codeOf(() -> version(4))).isEqualTo("version_not_found");
    assertThat(codeOf(() -> instant(never))).isEqualTo("secret_not_found");
    assertThat(instant(one)).isEqualTo("one");
    assertThat(instant(two)).isEqualTo("two");
    assertThat(codeOf(() -> instant(gone))).isEqualTo("secret_not_found");
    assertThat(stage.trail(1)).containsExactly("secret.reveal secret:shop/prod/A@2");
  }

  @Test
  void refusesInstantsThatAreNotInItsTime() {
    Instant now = stage.here.clock().instant();
    for (Instant at :
        List.of(now.plusSeconds(1), now.minusSeconds(1), Instant.EPOCH, Instant.MAX)) {
      Refusal refusal = refusalOf(() -> instant(at));
      assertThat(refusal.code()).isEqualTo("invalid_field");
      assertThat(refusal.errors()).extracting(Refusal.FieldError::field).containsExactly("at");
    }
  }

  private String version(long version) {
    return stage.past(stage.ada, "prod", "A", new RevealPastSecret.Moment.AtVersion(version));
  }

  private String instant(Instant at) {
    return stage.past(stage.ada, "prod", "A", new RevealPastSecret.Moment.AtInstant(at));
  }

  @Test
  void orderIsThatOfVersionsEvenIfTheClockGoesBack() {
    stage.put("prod", "A", "one");
    stage.here.clock().advance(Duration.ofHours(-1));
    stage.put("prod", "A", "two");
    stage.here.clock().advance(Duration.ofHours(-1));
    stage.put("prod", "B", "b");
    List<SecretVersion> history = stage.history(stage.ada, "prod", "A");
    assertThat(history.get(0).updatedAt()).isAfter(history.get(1).updatedAt());
    Instant ofB = stage.history(stage.ada, "prod", "B").get(0).updatedAt();
    assertThat(ofB).isAfter(history.get(0).updatedAt());
    assertThat(instant(history.get(1).updatedAt())).isEqualTo("one");
    assertThat(instant(history.get(0).updatedAt())).isEqualTo("two");
    assertThat(stage.values(stage.ada, "prod", Optional.of(ofB)))
        .isEqualTo(Map.of("A", "two", "B", "b"));
  }

  @Test
  void restoresAnEnvironmentAsOneChange() {
    stage.put("prod", "A", "one");
    stage.put("prod", "B", "b");
    stage.put("prod", "KEPT", "same");
    stage.put("prod", "H", "h");
    stage.drop("prod", "H", SecretChange.HIDE);
    Instant then = stage.tick();
    stage.put("prod", "A", "two");
    stage.drop("prod", "B", SecretChange.DELETE);
    stage.put("prod", "C", "c");
    stage.put("prod", "H", "shown again");
    long before = stage.show("prod").environment().version();
    RestoreEnvironment.Outcome outcome = stage.restore(stage.ada, "prod", then);
    assertThat(stage.values("prod")).isEqualTo(Map.of("A", "one", "B", "b", "KEPT", "same"));
    assertThat(outcome.environment().version()).isEqualTo(before + 1);
    assertThat(outcome.versions())
        .extracting(version -> version.place().name() + " " + version.change())
        .containsExactly("A RESTORE", "B RESTORE", "C DELETE", "H HIDE");
    assertThat(stage.trail(2).get(1))
        .isEqualTo("environment.restore environment:shop/prod@" + (before + 1));
    assertThat(stage.restore(stage.ada, "prod", then).versions()).isEmpty();
    assertThat(stage.show("prod").environment().version()).isEqualTo(before + 1);
  }

  @Test
  void changesSeveralKeysAsOneVersion() {
    stage.put("prod", "A", "one");
    stage.put("prod", "B", "b");
    ChangeSecrets.Outcome outcome =
        change(
            Map.of(
                A,
                setting("two", new Expectation.AtVersion(1)),
                new SecretName("C"),
                setting("c", new Expectation.Absent())),
            Map.of(B, new Expectation.AtVersion(1)));
    assertThat(stage.values("prod")).isEqualTo(Map.of("A", "two", "C", "c"));
    assertThat(outcome.environment().version()).isEqualTo(3);
    assertThat(outcome.versions())
        .extracting(version -> version.place().name() + "@" + version.place().version())
        .containsExactly("A@2", "B@2", "C@1");
  }

  @Test
  void changesNothingWhereOneKeyIsNotAsExpected() {
    stage.put("prod", "A", "one");
    Refusal refusal =
        refusalOf(
            () ->
                change(
                    Map.of(
                        A,
                        setting("two", new Expectation.AtVersion(2)),
                        new SecretName("C"),
                        setting("c", ANYTHING),
                        new SecretName("D"),
                        setting("d", new Expectation.AtVersion(1))),
                    Map.of(B, ANYTHING)));
    assertThat(refusal.code()).isEqualTo("precondition_failed");
    assertThat(refusal.errors())
        .extracting(Refusal.FieldError::field)
        .containsExactly("set.A", "delete.B", "set.D");
    assertThat(stage.values("prod")).isEqualTo(Map.of("A", "one"));
    assertThat(stage.show("prod").environment().version()).isEqualTo(1);
  }

  @Test
  void refusesBatchesThatCanNotBeMeant() {
    assertThat(codeOf(() -> change(Map.of(), Map.of()))).isEqualTo("invalid_field");
    assertThat(codeOf(() -> change(Map.of(A, setting("x", ANYTHING)), Map.of(A, ANYTHING))))
        .isEqualTo("invalid_field");
  }

  private ChangeSecrets.Outcome change(
      Map<SecretName, Setting> set, Map<SecretName, Expectation> delete) {
    return stage
        .changes()
        .execute(
            stage.ada, new ChangeSecrets.Command(stage.at("prod"), set, delete, Optional.empty()));
  }

  private static Setting setting(String value, Expectation expectation) {
    return new Setting(SecretValue.ofText(value), "", expectation);
  }
}
