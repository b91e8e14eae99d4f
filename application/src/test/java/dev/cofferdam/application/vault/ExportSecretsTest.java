package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.vault.SecretChange;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExportSecretsTest {
  private static final String UNREADABLE = " is not there, or not for this caller to read";

  private final BranchStage stage = new BranchStage();

  @BeforeEach
  void makeEnvironments() {
    stage.create("prod");
    stage.create("live");
    stage.put("live", "PW", "hunter2");
  }

  @Test
  void givesAllValuesAndCountsOneRead() {
    stage.put("prod", "A", "<${live.PW}>");
    stage.put("prod", "B", "b");
    assertThat(stage.export(stage.ada, "prod", false))
        .isEqualTo(Map.of("A", "<hunter2>", "B", "b"));
    assertThat(stage.export(stage.ada, "prod", true)).containsEntry("A", "<${live.PW}>");
    assertThat(stage.trail(2))
        .containsExactly(
            "environment.export environment:shop/prod as json@2",
            "environment.export environment:shop/prod as json with shop/live:1@2");
    assertThat(reads()).isEqualByComparingTo("2");
  }

  /** Whoever may not export is refused, whatever they hold; who holds it all gets no entry. */
  @Test
  void givesNothingAwayToWhoHasTheFile() {
    Actor member = stage.here.colleague(stage.org, "Bob", Role.MEMBER);
    stage.put("prod", "A", "<${live.PW}>");
    stage.branch("prod", "dev");
    String tag = tag("dev", "json");
    List<String> before = stage.trail(100);
    assertThat(stage.export(stage.gate, stage.ada, "dev", false, "json", tag::equals))
        .isEqualTo(new ExportSecrets.Outcome.Unchanged(tag));
    assertThat(stage.trail(100)).isEqualTo(before);
    assertThat(reads()).isEqualByComparingTo("1");
    stage.protect("live");
    assertThat(codeOf(() -> stage.export(stage.gate, member, "dev", false, "json", any -> true)))
        .isEqualTo("unresolved_reference");
    stage.protect("prod");
    assertThat(codeOf(() -> stage.export(stage.gate, member, "dev", true, "json", any -> true)))
        .isEqualTo("forbidden");
  }

  @Test
  void hasAnotherTagForAnotherFile() {
    stage.put("prod", "A", "<${live.PW}>");
    stage.branch("prod", "dev");
    Set<String> tags = new HashSet<>();
    assertThat(tags.add(tag("dev", "json"))).isTrue();
    assertThat(tags.add(tag("dev", "json"))).isFalse();
    assertThat(tags.add(tag("dev", "yaml"))).isTrue();
    stage.put("live", "PW", "other");
    assertThat(tags.add(tag("dev", "json"))).isTrue();
    stage.put("prod", "B", "x");
    assertThat(tags.add(tag("dev", "json"))).isTrue();
    stage.put("dev", "A", "x");
    assertThat(tags.add(tag("dev", "json"))).isTrue();
  }

  private String tag(String environment, String format) {
    return stage.export(stage.gate, stage.ada, environment, false, format, any -> false).tag();
  }

  /** An inherited value's references are those of the environment that is asked for. */
  @Test
  void givesWhatIsInherited() {
    stage.put("prod", "URL", "https://${HOST}");
    stage.put("prod", "HOST", "prod");
    stage.put("prod", "OLD", "old");
    stage.branch("prod", "dev");
    stage.put("dev", "HOST", "dev");
    stage.drop("dev", "OLD", SecretChange.HIDE);
    stage.put("live", "DEV", "${dev.URL}");
    assertThat(stage.export(stage.ada, "dev", false))
        .isEqualTo(Map.of("HOST", "dev", "URL", "https://dev"));
    assertThat(stage.trail(1))
        .containsExactly("environment.export environment:shop/dev (shop/prod:3) as json@2");
    assertThat(stage.export(stage.ada, "live", false)).containsEntry("DEV", "https://dev");
    assertThat(stage.trail(1))
        .containsExactly(
            "environment.export environment:shop/live as json with shop/dev:2, shop/prod:3@2");
  }

  @Test
  void saysWhatIsHiddenAndWhatIsNotThere() {
    stage.put("prod", "OLD", "old");
    stage.branch("prod", "dev");
    stage.drop("dev", "OLD", SecretChange.HIDE);
    stage.put("dev", "A", "${OLD}");
    stage.put("dev", "B", "${NONE}");
    stage.put("dev", "C", "${prod.OLD}");
    assertThat(messages(refusalOf(() -> stage.export(stage.ada, "dev", false))))
        .containsExactly(
            "shop/dev/A -> shop/dev/OLD is hidden in this environment",
            "shop/dev/B -> shop/dev/NONE is not there");
    stage.put("live", "A", "${dev.OLD}");
    assertThat(messages(refusalOf(() -> stage.export(stage.ada, "live", false))))
        .containsExactly("shop/live/A -> shop/dev/OLD is hidden in this environment");
  }

  /** What is there, what isn't, and an environment or project that isn't all look alike. */
  @Test
  void leadsNobodyIntoAProtectedEnvironment() {
    Actor member = stage.here.colleague(stage.org, "Bob", Role.MEMBER);
    stage.put("prod", "A", "${live.PW}");
    stage.put("prod", "B", "${live.NONE}");
    stage.put("prod", "C", "${none.PW}");
    stage.put("prod", "D", "${none.live.PW}");
    stage.protect("live");
    List<String> before = stage.trail(100);
    Refusal refusal = refusalOf(() -> stage.export(member, "prod", false));
    assertThat(refusal.code()).isEqualTo("unresolved_reference");
    assertThat(messages(refusal))
        .containsExactly(
            "shop/prod/A -> shop/live/PW" + UNREADABLE,
            "shop/prod/B -> shop/live/NONE" + UNREADABLE,
            "shop/prod/C -> shop/none/PW" + UNREADABLE,
            "shop/prod/D -> none/live/PW" + UNREADABLE);
    List<String> refused = stage.trail(100);
    assertThat(refused.subList(0, refused.size() - before.size()))
        .containsExactlyInAnyOrder(
            "secret.read environment:shop/live",
            "secret.read environment:shop/none",
            "secret.read environment:none/live");
    assertThat(stage.export(member, "prod", true)).hasSize(4);
    assertThat(codeOf(() -> stage.export(member, "live", true))).isEqualTo("forbidden");
  }

  /** An unprotected branch of what was protected later has values of its own, and no others. */
  @Test
  void leadsNobodyThroughABranchOfAProtectedEnvironment() {
    Actor member = stage.here.colleague(stage.org, "Bob", Role.MEMBER);
    stage.branch("live", "dev");
    stage.put("dev", "OWN", "own");
    stage.protect("live");
    stage.put("prod", "A", "${dev.OWN}");
    assertThat(stage.export(member, "prod", false)).isEqualTo(Map.of("A", "own"));
    assertThat(stage.trail(1))
        .containsExactly("environment.export environment:shop/prod as json with shop/dev:1@1");
    stage.put("prod", "B", "${dev.PW}");
    stage.put("prod", "C", "${dev.NONE}");
    assertThat(messages(refusalOf(() -> stage.export(member, "prod", false))))
        .containsExactly(
            "shop/prod/B -> shop/dev/PW" + UNREADABLE, "shop/prod/C -> shop/dev/NONE" + UNREADABLE);
    assertThat(codeOf(() -> stage.export(member, "dev", true))).isEqualTo("forbidden");
  }

  @Test
  void readsManyKeysOfAnotherEnvironment() {
    for (int i = 0; i < 40; i++) {
      stage.put("live", "K" + i, "value " + i);
      stage.put("prod", "K" + i, "${live.K" + i + "}!");
    }
    assertThat(stage.export(stage.ada, "prod", false))
        .hasSize(40)
        .containsEntry("K0", "value 0!")
        .containsEntry("K39", "value 39!");
    stage.put("prod", "LAST", "${live.NONE}");
    assertThat(messages(refusalOf(() -> stage.export(stage.ada, "prod", false))))
        .containsExactly("shop/prod/LAST -> shop/live/NONE is not there");
  }

  @Test
  void isLedToSoManyEnvironmentsAtMost() {
    for (int i = 0; i <= ReferenceLookup.MAX_ENVIRONMENTS; i++) {
      stage.put("prod", "K" + i, "${e" + i + ".KEY}");
    }
    Refusal refusal = refusalOf(() -> stage.export(stage.ada, "prod", false));
    assertThat(refusal.code()).isEqualTo("unresolved_reference");
    assertThat(refusal.detail()).contains("more than 100 environments");
  }

  @Test
  void readsAgainWhenTheOrgHasMovedOn() {
    stage.put("prod", "A", "old");
    Deque<Runnable> first = new ArrayDeque<>();
    first.add(() -> stage.put("prod", "A", "new"));
    RevealGate overtaken =
        stage.here.gate(
            new Reveals() {
              @Override
              public <T> Optional<T> give(Access access, Reveal reveal, Supplier<T> opening) {
                Optional.ofNullable(first.poll()).ifPresent(Runnable::run);
                return stage.world().reveals().give(access, reveal, opening);
              }
            });
    assertThat(stage.export(overtaken, stage.ada, "prod", false)).isEqualTo(Map.of("A", "new"));
    assertThat(stage.trail(100))
        .filteredOn(entry -> entry.startsWith("environment.export"))
        .containsExactly("environment.export environment:shop/prod as json@2");
  }

  private static List<String> messages(Refusal refusal) {
    return refusal.errors().stream().map(Refusal.FieldError::message).toList();
  }

  private BigDecimal reads() {
    Period now = Period.of(stage.here.clock().instant());
    return stage
        .world()
        .ledger()
        .read(Access.ofInstallation(stage.org), () -> stage.world().usage().totals(stage.org, now))
        .getOrDefault(Metric.SECRET_READS, BigDecimal.ZERO);
  }
}
