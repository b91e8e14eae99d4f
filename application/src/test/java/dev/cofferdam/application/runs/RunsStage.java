package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.billing.PlanEntitlements;
import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.events.port.InMemoryWebhookSender;
import dev.cofferdam.application.runs.port.FakeSandbox;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The use cases of runs, a sandbox that plays, and somebody with an environment. */
final class RunsStage implements AutoCloseable {
  final InMemoryInstallation here = new InMemoryInstallation();
  final Member ada = here.member("Ada");
  final FakeSandbox sandbox = new FakeSandbox();
  final LocalLogBell bell = new LocalLogBell();
  final InMemoryWebhookSender sender = new InMemoryWebhookSender();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  final Contents contents = here.contents();
  final RunUploads uploads = here.uploads();
  private final Environment environment;
  private Optional<String> missingRuntime = Optional.empty();

  RunsStage() {
    Project project = here.given().newProject(ada.org(), "shop");
    environment = here.given().newEnvironment(project, "prod");
    changing(
        () -> {
          world().projects().add(project, here.given().entry());
          world().projects().add(environment, here.given().entry());
        });
  }

  EnvironmentFinder.Address prod() {
    return new EnvironmentFinder.Address(
        ada.org(), new ProjectName("shop"), new EnvironmentName("prod"));
  }

  void put(String name, String value) {
    put(name, 1, value);
  }

  /** Gives a secret that there is another value. */
  void change(String name, String value) {
    put(name, 2, value);
  }

  private void put(String name, long version, String value) {
    StoredSecret template = here.given().newSecret(environment, name, version, ada.actor().user());
    changing(
        () ->
            here.given()
                .put(
                    new StoredSecret(
                        template.version(),
                        here.sealer()
                            .seal(template.version().place(), SecretValue.ofText(value)))));
  }

  void loseTheRuntime(String why) {
    missingRuntime = Optional.of(why);
  }

  RunIntake intake() {
    return new RunIntake(
        world().runs(),
        world().outbox(),
        new RunSources(new RunReach(here.finder(), here.references()), uploads),
        new RunAdmission(
            () -> missingRuntime,
            policy(),
            new PlanEntitlements(world().orgs(), here.plans()),
            world().runTurns()),
        identity());
  }

  CreatePipeline.RunIdentity identity() {
    return new CreatePipeline.RunIdentity(here.ids(), here.clock());
  }

  CreatePipeline createPipeline() {
    return new CreatePipeline(
        here.gatekeeper(), world().ledger(), intake(), new Callbacks(world().webhooks(), sender));
  }

  AdmitRuns admitRuns() {
    return new AdmitRuns(world().runQueue(), here.clock());
  }

  /** A queued run that gets the secrets of the environment. */
  RunId queued(String... commands) {
    return queued(Optional.of(prod()), commands);
  }

  RunId queued(Optional<EnvironmentFinder.Address> secrets, String... commands) {
    return createPipeline()
        .execute(
            ada.actor(),
            new CreatePipeline.Command(ada.org(), pipeline(NetworkMode.NONE, commands), secrets))
        .id();
  }

  static Pipeline pipeline(NetworkMode network, String... commands) {
    return new Pipeline(
        Optional.empty(),
        List.of(commands),
        Optional.empty(),
        Map.of("PLAIN", "value"),
        Duration.ofMinutes(1),
        Resources.DEFAULT,
        network,
        List.of(),
        Optional.empty());
  }

  CancelPipeline cancelPipeline() {
    return new CancelPipeline(
        here.gatekeeper(),
        world().ledger(),
        world().runs(),
        bell,
        new RunEnder(world().ledger(), world().runs(), world().usage(), bell, here.clock()));
  }

  Run cancel(RunId run) {
    return cancelPipeline().execute(ada.actor(), new CancelPipeline.Command(ada.org(), run));
  }

  ExecuteRun executeRun() {
    return executeRun(world().ledger());
  }

  ExecuteRun executeRun(Ledger ledger) {
    return new ExecuteRun(
        ledger,
        world().runs(),
        new RunSecrets(
            world().ledger(),
            world().runs(),
            world().projects(),
            world().tree(),
            here.references(),
            new PinnedValues(world().secrets(), here.sealer()),
            world().usage()),
        sandbox,
        ender(),
        new ExecuteRun.Execution(
            new RunLogMeans(world().ledger(), world().runLog(), bell, timer),
            artifactMeans(),
            uploads,
            policy(),
            here.clock()));
  }

  ArtifactMeans artifactMeans() {
    return new ArtifactMeans(world().artifacts(), contents);
  }

  RunEnder ender() {
    return new RunEnder(world().ledger(), world().runs(), world().usage(), bell, here.clock());
  }

  private static RunPolicy policy() {
    return new RunPolicy(
        NetworkMode.PROXIED,
        false,
        Duration.ofMinutes(5),
        Resources.DEFAULT,
        1 << 20,
        Set.of("docker.io"),
        ArtifactPolicy.DEFAULT);
  }

  Run run(RunId id) {
    return world()
        .ledger()
        .read(
            Access.ofInstallation(ada.org()),
            () -> world().runs().find(ada.org(), id).orElseThrow());
  }

  ReadLog readLog() {
    return new ReadLog(here.gatekeeper(), world().ledger(), world().runs(), world().runLog());
  }

  String log(RunId id) {
    ByteBuffer bytes =
        readLog().execute(ada.actor(), new ReadLog.Command(ada.org(), id, 0, 1 << 20)).bytes();
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  List<String> trail() {
    return world()
        .ledger()
        .read(
            Access.ofInstallation(ada.org()),
            () -> world().auditTrail().oldest(ada.org(), 1, 1_000))
        .stream()
        .map(ChainedEntry::action)
        .toList();
  }

  Map<Metric, BigDecimal> used() {
    Period now = Period.of(here.clock().instant());
    return world()
        .ledger()
        .read(Access.ofInstallation(ada.org()), () -> world().usage().totals(ada.org(), now));
  }

  void changing(Runnable work) {
    world()
        .ledger()
        .append(
            Access.ofInstallation(ada.org()),
            () -> {
              work.run();
              return ada;
            });
  }

  InMemoryWorld world() {
    return here.world();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
