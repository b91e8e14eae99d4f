package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.RunSecretsReach;
import dev.cofferdam.application.vault.DeleteEnvironment.Branches;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every way by which a value of a protected environment could reach a member, or a token that was
 * made for another environment: none does.
 */
final class ProtectionWalkTest {
  private static final String CROWN = "the crown jewels";

  private final BranchStage stage = new BranchStage();
  private final Actor member = stage.here.colleague(stage.org, "Mel", Role.MEMBER);
  private final RunSecretsReach runs = new RunSecretsReach(stage.here, stage.org);
  private Environment dev;
  private Instant before;

  /** An unprotected branch of what was protected later: the one case where the two meet. */
  @BeforeEach
  void buildTheCase() {
    stage.create("vault");
    stage.put("vault", "CROWN", CROWN);
    dev = stage.branch("vault", "dev");
    stage.put("dev", "OWN", "not secret at all");
    stage.create("open");
    stage.put("open", "OTHER", "x");
    before = stage.tick();
    stage.protect("vault");
  }

  private Map<String, Callable<Object>> waysOf(Actor actor) {
    Map<String, Callable<Object>> ways = new LinkedHashMap<>();
    for (String environment : List.of("vault", "dev")) {
      ways.put(environment + ": read", () -> stage.value(actor, environment, "CROWN"));
      ways.put(
          environment + ": read as of a version",
          () -> stage.past(actor, environment, "CROWN", new RevealPastSecret.Moment.AtVersion(1)));
      ways.put(
          environment + ": read as of an instant",
          () ->
              stage.past(
                  actor, environment, "CROWN", new RevealPastSecret.Moment.AtInstant(before)));
      ways.put(
          environment + ": all values", () -> stage.values(actor, environment, Optional.empty()));
      ways.put(
          environment + ": all values as of an instant",
          () -> stage.values(actor, environment, Optional.of(before)));
      ways.put(environment + ": export", () -> stage.export(actor, environment, false));
      ways.put(environment + ": export as written", () -> stage.export(actor, environment, true));
      ways.put(environment + ": history", () -> stage.history(actor, environment, "CROWN"));
      ways.put(environment + ": diff", () -> stage.diff(actor, environment, "open"));
      ways.put(environment + ": diff with", () -> stage.diff(actor, "open", environment));
      ways.put(
          environment + ": promote",
          () -> stage.promote(actor, environment, "open", Optional.empty()));
      ways.put(
          environment + ": promote to",
          () -> stage.promote(actor, "open", environment, Optional.empty()));
      ways.put(
          environment + ": restore a key", () -> stage.restore(actor, environment, "CROWN", 1));
      ways.put(environment + ": run", () -> runs.open(runs.make(actor, environment)));
    }
    ways.put("branch it", () -> stage.create(actor, "mine", Optional.of("vault"), false));
    ways.put("branch the branch", () -> stage.create(actor, "mine", Optional.of("dev"), false));
    ways.put(
        "move below it",
        () -> stage.update(actor, "open", BranchStage.below("vault"), Optional.empty()));
    ways.put(
        "move below the branch",
        () -> stage.update(actor, "open", BranchStage.below("dev"), Optional.empty()));
    ways.put("open it", () -> stage.update(actor, "vault", Optional.empty(), Optional.of(false)));
    ways.put(
        "detach the branch",
        () -> {
          stage.delete(actor, "vault", Branches.DETACH);
          return stage.value(actor, "dev", "CROWN");
        });
    return ways;
  }

  @Test
  void noWayLeadsToAMember() {
    assertClosed(waysOf(member));
    assertThat(stage.value(member, "dev", "OWN")).isEqualTo("not secret at all");
  }

  @Test
  void noWayLeadsToATokenOfTheBranch() {
    for (TokenAccess access : TokenAccess.values()) {
      assertClosed(waysOf(token(access, dev.id())));
    }
  }

  private void assertClosed(Map<String, Callable<Object>> ways) {
    assertThat(ways).hasSizeGreaterThan(25);
    ways.forEach(
        (way, attempt) -> {
          try {
            Object got = attempt.call();
            throw new AssertionError(way + " was let through and got " + got);
          } catch (Refusal refusal) {
            assertThat(refusal.code())
                .as(way)
                .isIn(
                    "forbidden",
                    "environment_not_found",
                    "project_not_found",
                    "secret_not_found",
                    "version_not_found");
            assertThat(refusal.detail() + refusal.errors()).as(way).doesNotContain(CROWN);
          } catch (RuntimeException | Error e) {
            throw e;
          } catch (Exception e) {
            throw new AssertionError(way, e);
          }
        });
    assertThat(stage.value("open", "OTHER")).isEqualTo("x");
    assertThat(codeOf(() -> stage.value("open", "CROWN"))).isEqualTo("secret_not_found");
  }

  /** What is written where they may read, by whoever may write there, leads them no further. */
  @Test
  void noReferenceLeadsToThem() {
    stage.create("lead");
    stage.put("lead", "TO", "${vault.CROWN}");
    stage.create("lead-on");
    stage.put("lead-on", "TO", "${dev.CROWN}");
    for (String environment : List.of("lead", "lead-on")) {
      EnvironmentId id = stage.show(environment).environment().id();
      for (Actor actor : List.of(member, token(TokenAccess.READ, id, dev.id()))) {
        assertUnreadable(() -> stage.export(actor, environment, false));
        assertUnreadable(() -> stage.value(actor, environment, "TO"));
        assertUnreadable(() -> stage.values(actor, environment, Optional.empty()));
      }
      assertUnreadable(() -> runs.make(member, environment));
      assertUnreadable(() -> runs.make(token(TokenAccess.RUN, id, dev.id()), environment));
      assertThat(runs.open(runs.make(stage.ada, environment)))
          .containsEntry("TO", SecretValue.ofText(CROWN));
      assertThat(stage.export(stage.ada, environment, false)).containsEntry("TO", CROWN);
      assertThat(stage.value(environment, "TO")).isEqualTo(CROWN);
      assertThat(stage.values(environment)).containsEntry("TO", CROWN);
      assertUnreadable(() -> stage.value(member, environment, "TO"));
      assertUnreadable(() -> stage.values(member, environment, Optional.empty()));
    }
  }

  private static void assertUnreadable(Callable<Object> attempt) {
    Refusal refusal = refusalOf(attempt::call);
    assertThat(refusal.code()).isEqualTo("unresolved_reference");
    assertThat(refusal.errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.message())
                    .endsWith("/CROWN is not there, or not for this caller to read"));
    assertThat(refusal.detail() + refusal.errors()).doesNotContain(CROWN);
  }

  @Test
  void theListSaysThatItIsNotWhole() {
    ListSecrets.Outcome seen = stage.list(member, "dev", Optional.empty());
    assertThat(seen.partial()).isTrue();
    assertThat(seen.secrets())
        .extracting(each -> each.secret().place().name().value())
        .containsExactly("OWN");
    assertThat(stage.list(member, "dev", Optional.of(before)).secrets()).hasSize(1);
    assertThat(stage.list(stage.ada, "dev", Optional.empty()).partial()).isFalse();
  }

  @Test
  void aKeyThatMayBeThereIsRefusedLikeOneThatIs() {
    Refusal there = refusalOf(() -> stage.value(member, "dev", "CROWN"));
    Refusal nowhere = refusalOf(() -> stage.value(member, "dev", "NOWHERE"));
    assertThat(there.code()).isEqualTo(nowhere.code());
    assertThat(there.detail()).isEqualTo(nowhere.detail());
  }

  @Test
  void memoryDoesNotOpenADoor() {
    assertThat(stage.value("dev", "CROWN")).isEqualTo(CROWN);
    assertThat(stage.values("dev")).hasSize(2);
    assertClosed(waysOf(member));
  }

  @Test
  void anAdminsDetachedBranchIsProtectedWithWhatItGot() {
    stage.delete(stage.ada, "vault", Branches.DETACH);
    assertThat(stage.show("dev").environment().isProtected()).isTrue();
    assertThat(stage.value("dev", "CROWN")).isEqualTo(CROWN);
    assertThat(codeOf(() -> stage.value(member, "dev", "CROWN"))).isEqualTo("forbidden");
  }

  @Test
  void aBranchOfWhatIsProtectedIsBornProtected() {
    assertThat(stage.branch("vault", "hotfix").isProtected()).isTrue();
    assertThat(stage.branch("dev", "below").isProtected()).isTrue();
    assertThat(stage.move("open", "vault").isProtected()).isTrue();
  }

  @Test
  void aTokenOfBothReadsBoth() {
    EnvironmentId vault = stage.show("vault").environment().id();
    assertThat(stage.value(token(TokenAccess.READ, dev.id(), vault), "dev", "CROWN"))
        .isEqualTo(CROWN);
  }

  /**
   * What a reference comes to lead to while a run waits is not what its author was let through to.
   */
  @Test
  void noReferenceLeadsAWaitingRunFurther() {
    stage.put("open", "TO", "${OTHER}");
    Run elsewhere = runs.make(member, "open");
    Run ofAdmin = runs.make(stage.ada, "open");
    stage.put("open", "TO", "${vault.CROWN}");
    for (Run waiting : List.of(elsewhere, ofAdmin)) {
      assertUnreadable(() -> runs.open(waiting));
    }
    stage.create("later");
    stage.put("later", "CROWN", "x");
    stage.put("open", "TO", "${later.CROWN}");
    Run led = runs.make(member, "open");
    stage.tick();
    stage.protect("later");
    assertUnreadable(() -> runs.open(led));
  }

  private Actor token(TokenAccess access, EnvironmentId... environments) {
    return new Actor.ByServiceToken(
        new ServiceTokenId(stage.here.ids().next()),
        stage.org,
        new TokenGrant(dev.project(), Set.of(environments), access),
        Actor.Origin.INSIDE);
  }

  @Test
  void aRunGetsWhatItsAuthorMayReadAndNothingThatWasProtectedSince() {
    assertThat(runs.open(runs.make(stage.ada, "dev"))).containsOnlyKeys("CROWN", "OWN");
    stage.create("base");
    stage.put("base", "B", "b");
    stage.branch("base", "feature");
    Run first = runs.make(member, "feature");
    assertThat(runs.open(first)).containsOnlyKeys("B");
    Run second = runs.make(member, "feature");
    Run third = runs.make(member, "open");
    stage.tick();
    stage.protect("base");
    stage.move("open", "vault");
    assertThat(codeOf(() -> runs.open(second))).isEqualTo("forbidden");
    assertThat(codeOf(() -> runs.open(third))).isEqualTo("forbidden");
    assertThat(runs.open(first)).as("what was decided stays").containsOnlyKeys("B");
  }
}
