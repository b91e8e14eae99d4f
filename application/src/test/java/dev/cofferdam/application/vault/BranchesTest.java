package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.vault.DeleteEnvironment.Branches;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.SecretChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Environments that inherit from each other. */
final class BranchesTest {
  private final BranchStage stage = new BranchStage();

  @BeforeEach
  void makeBranches() {
    stage.create("base");
    stage.branch("base", "dev");
    stage.branch("dev", "mine");
    stage.put("base", "A", "a of base");
    stage.put("base", "B", "b of base");
  }

  @Test
  void showsWhatIsInheritedAndWhereItLives() {
    assertThat(stage.values("mine")).isEqualTo(Map.of("A", "a of base", "B", "b of base"));
    assertThat(stage.value("mine", "A")).isEqualTo("a of base");
    RevealedSecret secret = stage.revealed(stage.ada, "mine", "A").secret();
    assertThat(secret.inheritedFrom()).contains(new EnvironmentName("base"));
    assertThat(stage.revealed(stage.ada, "base", "A").secret().inheritedFrom()).isEmpty();
    assertThat(stage.list(stage.ada, "mine", Optional.empty()).secrets())
        .allMatch(EffectiveEnvironment.Living::inherited)
        .hasSize(2);
  }

  @Test
  void letsLaterChangesOfTheParentShowThrough() {
    stage.value("mine", "A");
    stage.put("base", "A", "newer");
    assertThat(stage.value("mine", "A")).isEqualTo("newer");
    stage.put("dev", "A", "of dev");
    assertThat(stage.value("mine", "A")).isEqualTo("of dev");
    assertThat(stage.value("base", "A")).isEqualTo("newer");
    stage.put("mine", "A", "of mine");
    stage.put("dev", "A", "of dev again");
    assertThat(stage.values("mine")).containsEntry("A", "of mine").containsEntry("B", "b of base");
  }

  @Test
  void hidesAKeyAndBringsItBack() {
    stage.drop("dev", "A", SecretChange.HIDE);
    assertThat(codeOf(() -> stage.value("dev", "A"))).isEqualTo("secret_not_found");
    assertThat(codeOf(() -> stage.value("mine", "A"))).isEqualTo("secret_not_found");
    assertThat(stage.values("mine")).containsOnlyKeys("B");
    assertThat(stage.value("base", "A")).isEqualTo("a of base");
    stage.put("mine", "A", "of mine all the same");
    assertThat(stage.value("mine", "A")).isEqualTo("of mine all the same");
    stage.drop("dev", "A", SecretChange.DELETE);
    assertThat(stage.value("dev", "A")).isEqualTo("a of base");
    assertThat(codeOf(() -> stage.drop("dev", "C", SecretChange.HIDE)))
        .isEqualTo("secret_not_found");
  }

  @Test
  void deletesTheOverrideAndNotWhatIsInherited() {
    stage.put("dev", "A", "of dev");
    stage.drop("dev", "A", SecretChange.DELETE);
    assertThat(stage.value("dev", "A")).isEqualTo("a of base");
    assertThat(codeOf(() -> stage.drop("dev", "A", SecretChange.DELETE)))
        .isEqualTo("secret_not_found");
  }

  @Test
  void conditionsLookAtTheBranchAlone() {
    Expectation atOne = new Expectation.AtVersion(1);
    assertThat(codeOf(() -> stage.drop("dev", "A", SecretChange.HIDE, atOne)))
        .isEqualTo("precondition_failed");
    stage.put("dev", "A", "of dev");
    stage.drop("dev", "A", SecretChange.HIDE, atOne);
  }

  @Test
  void coversTheAncestorsWithItsTag() {
    String before = stage.show("mine").tag();
    assertThat(before).matches("0-[0-9a-f]{16}");
    assertThat(stage.show("base").tag()).isEqualTo("2");
    stage.put("base", "A", "newer");
    String after = stage.show("mine").tag();
    assertThat(after).startsWith("0-").isNotEqualTo(before);
    stage.put("mine", "C", "c");
    assertThat(stage.show("mine").tag()).startsWith("1-").isNotEqualTo(after);
  }

  @Test
  void tellsWhichVersionsWereSeen() {
    stage.values("mine");
    assertThat(stage.trail(1))
        .containsExactly("environment.reveal environment:shop/mine (shop/dev:0, shop/base:2)@0");
    stage.value("mine", "B");
    assertThat(stage.trail(1)).containsExactly("secret.reveal secret:shop/base/B@1");
  }

  @Test
  void movesABranchWithAllBelowIt() {
    stage.create("other");
    stage.put("other", "A", "a of other");
    Environment moved = stage.move("dev", "other");
    assertThat(moved.version()).isEqualTo(1);
    assertThat(moved.parent().map(Environment.Parent::name)).contains(new EnvironmentName("other"));
    assertThat(stage.values("mine")).isEqualTo(Map.of("A", "a of other"));
    stage.update(stage.ada, "dev", BranchStage.toTheRoot(), Optional.empty());
    assertThat(stage.values("mine")).isEmpty();
  }

  @Test
  void letsNothingInheritFromItself() {
    for (String below : List.of("base", "dev", "mine")) {
      assertThat(codeOf(() -> stage.move("base", below))).as(below).isEqualTo("environment_cycle");
    }
    assertThat(stage.values("mine")).hasSize(2);
  }

  @Test
  void boundsHowDeepItGoes() {
    String last = "mine";
    for (int depth = 4; depth <= Environment.MAX_LINE; depth++) {
      stage.branch(last, "level-" + depth);
      last = "level-" + depth;
    }
    String deepest = last;
    assertThat(codeOf(() -> stage.branch(deepest, "too-deep"))).isEqualTo("environment_too_deep");
    stage.create("root");
    assertThat(codeOf(() -> stage.move("base", "root"))).isEqualTo("environment_too_deep");
    assertThat(stage.values(deepest)).hasSize(2);
  }

  @Test
  void keepsWhatIsInheritedThroughARename() {
    stage.rename("base", "root");
    assertThat(codeOf(() -> stage.show("base"))).isEqualTo("environment_not_found");
    assertThat(stage.show("dev").environment().parent().map(Environment.Parent::name))
        .contains(new EnvironmentName("root"));
    assertThat(stage.value("dev", "A")).isEqualTo("a of base");
    assertThat(codeOf(() -> stage.rename("root", "dev"))).isEqualTo("environment_exists");
  }

  @Test
  void isNotDeletedWithBranchesUnlessAsked() {
    assertThat(codeOf(() -> stage.delete(stage.ada, "base", Branches.REFUSE)))
        .isEqualTo("environment_has_branches");
    assertThat(stage.values("mine")).hasSize(2);
    stage.delete(stage.ada, "mine", Branches.REFUSE);
    assertThat(codeOf(() -> stage.values("mine"))).isEqualTo("environment_not_found");
  }

  @Test
  void isDeletedWithItsBranchesAndComesBackWithThem() {
    stage.delete(stage.ada, "dev", Branches.DELETE);
    assertThat(codeOf(() -> stage.values("dev"))).isEqualTo("environment_not_found");
    assertThat(codeOf(() -> stage.values("mine"))).isEqualTo("environment_not_found");
    assertThat(codeOf(() -> stage.undelete(stage.ada, "mine")))
        .isEqualTo("environment_parent_deleted");
    stage.undelete(stage.ada, "dev");
    assertThat(stage.values("mine")).hasSize(2);
    stage.undelete(stage.ada, "dev");
  }

  @Test
  void comesBackForThirtyDaysUnlessItsNameWasGivenAway() {
    stage.delete(stage.ada, "mine", Branches.REFUSE);
    stage.create("mine");
    assertThat(codeOf(() -> stage.undelete(stage.ada, "mine"))).isEqualTo("environment_exists");
    stage.rename("mine", "another");
    stage.here.clock().advance(Environment.GRACE.minusSeconds(1));
    assertThat(stage.undelete(stage.ada, "mine").parent()).isPresent();
    stage.delete(stage.ada, "mine", Branches.REFUSE);
    stage.here.clock().advance(Environment.GRACE.plusSeconds(1));
    assertThat(codeOf(() -> stage.undelete(stage.ada, "mine"))).isEqualTo("environment_not_found");
  }

  @Test
  void leavesItsBranchesWhatTheyHad() {
    stage.put("dev", "C", "c of dev");
    stage.drop("dev", "B", SecretChange.HIDE);
    stage.put("mine", "D", "d of mine");
    Map<String, String> before = stage.values("mine");
    stage.delete(stage.ada, "dev", Branches.DETACH);
    assertThat(stage.values("mine")).isEqualTo(before).containsOnlyKeys("A", "C", "D");
    assertThat(stage.show("mine").environment().parent().map(Environment.Parent::name))
        .contains(new EnvironmentName("base"));
    stage.put("base", "A", "still shows through");
    assertThat(stage.value("mine", "A")).isEqualTo("still shows through");
    stage.delete(stage.ada, "base", Branches.DETACH);
    assertThat(stage.show("mine").environment().parent()).isEmpty();
    assertThat(stage.values("mine")).containsEntry("A", "still shows through").hasSize(3);
  }

  @Test
  void isReadAsItWasWithTheParentThatItHad() {
    Instant first = stage.tick();
    stage.put("base", "A", "newer");
    Instant second = stage.tick();
    stage.create("other");
    stage.put("other", "A", "a of other");
    stage.move("dev", "other");
    Instant third = stage.tick();
    stage.delete(stage.ada, "base", Branches.REFUSE);
    assertThat(valueAt("mine", first)).isEqualTo("a of base");
    assertThat(valueAt("mine", second)).isEqualTo("newer");
    assertThat(valueAt("mine", third)).isEqualTo("a of other");
    assertThat(stage.values(stage.ada, "mine", Optional.of(second)))
        .isEqualTo(Map.of("A", "newer", "B", "b of base"));
    assertThat(stage.list(stage.ada, "mine", Optional.of(second)).secrets()).hasSize(2);
  }

  private String valueAt(String environment, Instant at) {
    return stage.past(stage.ada, environment, "A", new RevealPastSecret.Moment.AtInstant(at));
  }

  @Test
  void tellsWhereTwoDifferByTheirValues() {
    stage.create("prod");
    stage.put("prod", "A", "a of base");
    stage.put("prod", "B", "another");
    stage.put("prod", "X", "x");
    stage.put("dev", "C", "c");
    assertThat(stage.diff(stage.ada, "dev", "prod")).containsExactly("~B", "+C", "-X");
    assertThat(stage.diff(stage.ada, "dev", "dev")).isEmpty();
    assertThat(stage.trail(2).get(1))
        .isEqualTo("environment.diff environment:shop/dev with shop/prod:3@1");
  }

  @Test
  void promotesAllDifferencesAsOneChange() {
    stage.put("dev", "A", "of dev");
    stage.drop("dev", "B", SecretChange.HIDE);
    stage.put("dev", "C", "c");
    long before = stage.show("base").environment().version();
    assertThat(codeOf(() -> stage.promote(stage.ada, "dev", "base", Optional.of(before + 1))))
        .isEqualTo("precondition_failed");
    PromoteEnvironment.Outcome outcome =
        stage.promote(stage.ada, "dev", "base", Optional.of(before));
    assertThat(BranchStage.described(outcome.differences())).containsExactly("~A", "-B", "+C");
    assertThat(outcome.target().version()).isEqualTo(before + 1);
    assertThat(stage.values("base")).isEqualTo(Map.of("A", "of dev", "C", "c"));
    assertThat(stage.diff(stage.ada, "dev", "base")).isEmpty();
    assertThat(stage.promote(stage.ada, "dev", "base", Optional.empty()).differences()).isEmpty();
    assertThat(stage.show("base").environment().version()).isEqualTo(before + 1);
  }

  @Test
  void hidesInTheTargetWhatItInherits() {
    stage.create("prod");
    stage.put("prod", "A", "of prod");
    stage.promote(stage.ada, "prod", "mine", Optional.empty());
    assertThat(stage.values("mine")).isEqualTo(Map.of("A", "of prod"));
    assertThat(stage.values("dev")).hasSize(2);
    assertThat(codeOf(() -> stage.promote(stage.ada, "prod", "prod", Optional.empty())))
        .isEqualTo("invalid_field");
  }
}
