package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.runs.RunSecretsReach;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of references when a run gets its secrets. */
final class ReferencesInRunsTest {
  private final BranchStage stage = new BranchStage();
  private final RunSecretsReach runs = new RunSecretsReach(stage.here, stage.org);

  @BeforeEach
  void fill() {
    stage.create("base");
    stage.put("base", "HOST", "db.internal");
    stage.put("base", "URL", "postgres://${USER}:${vault.PASSWORD}@${HOST}/x");
    stage.create("vault");
    stage.put("vault", "PASSWORD", "${ROOT}-of-db");
    stage.put("vault", "ROOT", "correct horse");
    stage.branch("base", "dev");
    stage.put("dev", "USER", "ada");
    stage.put("base", "USER", "nobody");
  }

  @Test
  void areResolvedAsWhereTheRunReads() {
    assertThat(texts(runs.open(runs.make(stage.ada, "dev"))))
        .containsOnlyKeys("HOST", "URL", "USER")
        .containsEntry("URL", "postgres://ada:correct horse-of-db@db.internal/x")
        .containsEntry("USER", "ada");
    assertThat(texts(runs.open(runs.make(stage.ada, "base"))))
        .containsEntry("URL", "postgres://nobody:correct horse-of-db@db.internal/x");
  }

  @Test
  void comeToTheSameForARunThatIsTakenUpAgain() {
    Run run = runs.make(stage.ada, "dev");
    Map<String, SecretValue> first = runs.open(run);
    stage.put("vault", "ROOT", "changed");
    stage.put("vault", "PASSWORD", "${dev.USER}");
    stage.put("base", "URL", "${NOWHERE}");
    stage.put("dev", "USER", "eve");
    assertThat(runs.open(run)).isEqualTo(first);
  }

  /** A second attempt finds nothing of it under its name any more, and comes to the same bytes. */
  @Test
  void comeToTheSameWhateverBecameOfWhatTheyLeadTo() {
    Run run = runs.make(stage.ada, "dev");
    Map<String, SecretValue> first = runs.open(run);
    Map<String, SecretValue> masked = runs.masked(run);
    List<Runnable> events =
        List.of(
            () -> stage.drop("vault", "ROOT", SecretChange.DELETE),
            () -> stage.drop("base", "HOST", SecretChange.HIDE),
            () -> stage.protect("vault"),
            () -> stage.rename("vault", "safe"),
            () -> stage.create("vault"),
            () -> stage.put("vault", "PASSWORD", "another"),
            () -> stage.delete(stage.ada, "safe", DeleteEnvironment.Branches.REFUSE),
            () -> stage.delete(stage.ada, "base", DeleteEnvironment.Branches.DELETE));
    for (Runnable event : events) {
      event.run();
      assertThat(runs.open(run)).isEqualTo(first);
      assertThat(runs.masked(run)).isEqualTo(masked);
    }
  }

  /** Before the first attempt nothing is decided yet: then what is gone is missed. */
  @Test
  void failWhereWhatTheyLeadToWentBeforeTheFirstAttempt() {
    Run renamed = runs.make(stage.ada, "dev");
    stage.rename("vault", "safe");
    assertThat(refusalOf(() -> runs.open(renamed)).code()).isEqualTo("unresolved_reference");
    stage.rename("safe", "vault");
    assertThat(texts(runs.open(renamed))).containsKey("URL");
    Run deleted = runs.make(stage.ada, "dev");
    stage.drop("vault", "ROOT", SecretChange.DELETE);
    assertThat(refusalOf(() -> runs.open(deleted)).code()).isEqualTo("unresolved_reference");
    assertThat(texts(runs.open(renamed))).containsKey("URL");
  }

  @Test
  void areMaskedWithAllThatTheyAreMadeOf() {
    Map<String, SecretValue> masked = runs.masked(runs.make(stage.ada, "dev"));
    assertThat(texts(masked)).containsOnlyKeys("HOST", "URL", "USER", "URL#1", "URL#2");
    assertThat(List.of(text(masked.get("URL#1")), text(masked.get("URL#2"))))
        .containsExactlyInAnyOrder("correct horse-of-db", "correct horse");
  }

  /** However much of what a request may resolve is used up by the values themselves. */
  @Test
  void areMaskedHoweverManyThereAre() {
    stage.create("wide");
    String many = "${vault.ROOT}".repeat(4_000);
    for (int i = 0; i < 20; i++) {
      stage.put("wide", "KEY_" + i, many + i);
    }
    assertThat(texts(runs.masked(runs.make(stage.ada, "wide"))))
        .hasSize(21)
        .containsValue("correct horse");
  }

  @Test
  void areThoseOfTheEnvironmentWhateverItIsCalledByNow() {
    Run run = runs.make(stage.ada, "dev");
    stage.rename("dev", "old");
    stage.create("dev");
    stage.put("dev", "USER", "eve");
    stage.put("dev", "STRANGE", "x");
    assertThat(texts(runs.open(run)))
        .containsOnlyKeys("HOST", "URL", "USER")
        .containsEntry("URL", "postgres://ada:correct horse-of-db@db.internal/x");
  }

  private static String text(SecretValue value) {
    return value.revealText().orElseThrow();
  }

  @Test
  void whatIsInjectedUnderAnotherNameIsMaskedUnderThatOne() {
    stage.create("alias");
    stage.put("alias", "MINE", "${vault.ROOT}");
    assertThat(runs.masked(runs.make(stage.ada, "alias"))).containsOnlyKeys("MINE");
  }

  @Test
  void areRecordedWithEachVersionThatWentIntoThem() {
    Run run = runs.make(stage.ada, "dev");
    runs.open(run);
    runs.open(run);
    assertThat(stage.trail(5))
        .containsExactlyInAnyOrder(
            "secret.inject secret:shop/base/HOST@1",
            "secret.inject secret:shop/base/URL@1",
            "secret.inject secret:shop/dev/USER@1",
            "secret.inject secret:shop/vault/PASSWORD@1",
            "secret.inject secret:shop/vault/ROOT@1");
    RunStore store = stage.here.world().runs();
    List<PinnedSecret> pinned =
        stage
            .here
            .world()
            .ledger()
            .read(Access.ofInstallation(stage.org), () -> store.pinnedSecrets(stage.org, run.id()));
    assertThat(pinned)
        .filteredOn(PinnedSecret::injected)
        .extracting(each -> each.address().toString())
        .containsExactly("shop/dev/HOST", "shop/dev/URL", "shop/dev/USER");
    assertThat(pinned).hasSize(5);
  }

  @Test
  void standInTheHistoryOfEachVersionThatARunGot() {
    Run first = runs.make(stage.ada, "dev");
    runs.open(first);
    stage.put("vault", "ROOT", "changed");
    Run second = runs.make(stage.ada, "dev");
    runs.open(second);
    Run waiting = runs.make(stage.ada, "dev");
    assertThat(stage.lineage(stage.ada, "vault", "ROOT"))
        .extracting(ListSecretHistory.Line::runs)
        .containsExactly(List.of(second.id()), List.of(first.id()));
    assertThat(stage.lineage(stage.ada, "base", "URL").get(0).runs())
        .containsExactly(second.id(), first.id())
        .doesNotContain(waiting.id());
    Actor member = stage.here.colleague(stage.org, "Mel", Role.MEMBER);
    assertThat(stage.lineage(member, "base", "URL").get(0).runs()).hasSize(2);
    EnvironmentId base = stage.show("base").environment().id();
    Actor token =
        new Actor.ByServiceToken(
            new ServiceTokenId(stage.here.ids().next()),
            stage.org,
            new TokenGrant(
                stage.show("base").environment().project(), Set.of(base), TokenAccess.READ),
            Actor.Origin.INSIDE);
    assertThat(stage.lineage(token, "base", "URL").get(0).runs()).isEmpty();
  }

  @Test
  void thatLeadNowhereAreRefusedWithTheRun() {
    stage.put("dev", "A", "${B}");
    stage.put("dev", "B", "${C}");
    stage.put("dev", "OTHER", "a secret value ${D}");
    Refusal refusal = refusalOf(() -> runs.make(stage.ada, "dev"));
    assertThat(refusal.code()).isEqualTo("unresolved_reference");
    assertThat(refusal.errors())
        .extracting(Refusal.FieldError::message)
        .containsExactly(
            "shop/dev/A -> shop/dev/B -> shop/dev/C is not there",
            "shop/dev/B -> shop/dev/C is not there",
            "shop/dev/OTHER -> shop/dev/D is not there");
    assertThat(refusal.toString()).doesNotContain("a secret value");
  }

  @Test
  void literalsStayLiterals() {
    stage.create("plain");
    stage.put("plain", "LITERAL", "$${NOT} $HOME ${");
    assertThat(refusalOf(() -> runs.make(stage.ada, "plain")).code())
        .isEqualTo("unresolved_reference");
    stage.put("plain", "LITERAL", "$${NOT} $HOME {x}");
    assertThat(texts(runs.open(runs.make(stage.ada, "plain"))))
        .containsEntry("LITERAL", "${NOT} $HOME {x}");
  }

  private static Map<String, String> texts(Map<String, SecretValue> values) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> each.getValue().revealText().orElseThrow()));
  }
}
