package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.SecretValue;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunSecretsTest {
  private static final Actor WORKER = new Actor.Installation("runs", Actor.Origin.INSIDE);

  private final InMemoryWorld world = new InMemoryWorld(Clock.systemUTC());
  private final Fixtures given = new Fixtures(world);
  private final InMemorySealer sealer = new InMemorySealer();
  private final RunSecrets secrets =
      new RunSecrets(
          world.ledger(),
          world.runs(),
          world.projects(),
          world.tree(),
          new ReferenceReader(
              new EnvironmentFinder(world.projects(), world.tree(), Clock.systemUTC()),
              world.secrets(),
              sealer),
          new PinnedValues(world.secrets(), sealer),
          world.usage());
  private final UserId ada = given.user();
  private final OrgId org = given.org(ada);
  private final Project shop = given.newProject(org, "shop");
  private final Environment prod = given.newEnvironment(shop, "prod");

  @BeforeEach
  void makeKey() {
    sealer.createOrgKey(org);
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.projects().add(shop, given.entry());
              world.projects().add(prod, given.entry());
              return shop;
            });
  }

  @Test
  void opensTheNewestVersionsOfTheEnvironment() {
    put("A", 1, "old");
    put("A", 2, "new");
    put("B", 1, "b");
    assertThat(open(runWith(prod)))
        .isEqualTo(Map.of("A", SecretValue.ofText("new"), "B", SecretValue.ofText("b")));
  }

  @Test
  void opensNothingForARunWithoutAnEnvironment() {
    put("A", 1, "a");
    Run run = given.newRun(org, ada, Fixtures.pipeline("true"));
    assertThat(open(run)).isEmpty();
    assertThat(injections()).isEmpty();
  }

  @Test
  void opensTheSameVersionsAgainWhateverWasWrittenMeanwhile() {
    put("A", 1, "old");
    Run run = runWith(prod);
    Map<String, SecretValue> first = open(run);
    put("A", 2, "new");
    put("B", 1, "b");
    assertThat(open(run)).isEqualTo(first);
    assertThat(injections()).hasSize(1);
  }

  @Test
  void givesNoSecretToARunThatBeganWithNoneAndSaysSo() {
    Run run = runWith(prod);
    assertThat(open(run)).isEmpty();
    put("A", 1, "a");
    assertThat(open(run)).isEmpty();
    assertThat(injections()).as("nothing was injected, so nothing is said to be").isEmpty();
    assertThat(reads()).isEmpty();
  }

  @Test
  void recordsEachInjectionOnceAndMetersIt() {
    put("A", 3, "a");
    put("B", 1, "b");
    Run run = runWith(prod);
    secrets.open(WORKER, run);
    secrets.open(WORKER, run);
    assertThat(injections())
        .extracting(ChainedEntry::resource)
        .containsExactly("secret:shop/prod/B@1", "secret:shop/prod/A@3");
    assertThat(injections()).extracting(ChainedEntry::actorId).containsOnly("runs");
    assertThat(reads()).hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("2"));
  }

  @Test
  void reads501SecretsAsWell() {
    for (int i = 0; i < 501; i++) {
      put("KEY_" + i, 1, "value " + i);
    }
    assertThat(open(runWith(prod))).hasSize(501);
  }

  private Map<String, SecretValue> open(Run run) {
    return secrets.open(WORKER, run).environment();
  }

  private void put(String name, long version, String value) {
    StoredSecret template = given.newSecret(prod, name, version, ada);
    StoredSecret secret =
        new StoredSecret(
            template.version(), sealer.seal(template.version().place(), SecretValue.ofText(value)));
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              given.put(secret);
              return secret;
            });
  }

  private Run runWith(Environment environment) {
    Run plain = given.newRun(org, ada, Fixtures.pipeline("true"));
    Run run =
        new Run(
            org,
            plain.id(),
            plain.pipeline(),
            Optional.of(new Run.SecretSource(environment.id(), "shop", "prod")),
            new ActorId(ada.value()),
            plain.status(),
            plain.runtime(),
            plain.commit(),
            plain.steps(),
            plain.logLength(),
            plain.cancelRequested(),
            plain.ending(),
            plain.times(),
            plain.retryOf());
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.runs().add(run);
              world.runs().addReach(org, run.id(), List.of(new Reached(environment.id(), false)));
              return run;
            });
    return run;
  }

  private List<ChainedEntry> injections() {
    AuditTrail.Filter filter = AuditTrail.Filter.ALL.byAction("secret.inject");
    return world
        .ledger()
        .read(
            Access.ofInstallation(org),
            () -> world.auditTrail().newest(org, filter, Long.MAX_VALUE, 1_000));
  }

  private Optional<BigDecimal> reads() {
    Period now = Period.of(Instant.now());
    return Optional.ofNullable(
        world
            .ledger()
            .read(Access.ofInstallation(org), () -> world.usage().totals(org, now))
            .get(Metric.SECRET_READS));
  }
}
