package dev.cofferdam.application.runs;

import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.events.port.InMemoryWebhookSender;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which secrets a run of somebody gets. */
public final class RunSecretsReach {
  private static final Actor WORKER = new Actor.Installation("runs", Actor.Origin.INSIDE);

  private final InMemoryInstallation here;
  private final OrgId org;

  public RunSecretsReach(InMemoryInstallation here, OrgId org) {
    this.here = here;
    this.org = org;
  }

  /** Makes a run with the secrets of an environment of the project {@code shop}. */
  public Run make(Actor actor, String environment) {
    InMemoryWorld world = here.world();
    RunPolicy policy =
        new RunPolicy(
            NetworkMode.PROXIED,
            false,
            Duration.ofMinutes(5),
            Resources.DEFAULT,
            1 << 20,
            Set.of("docker.io"),
            ArtifactPolicy.DEFAULT);
    return new CreatePipeline(
            here.gatekeeper(),
            world.ledger(),
            new RunIntake(
                world.runs(),
                world.outbox(),
                new RunSources(new RunReach(here.finder(), here.references()), here.uploads()),
                new RunAdmission(
                    Optional::empty,
                    policy,
                    (asked, limit) -> OptionalLong.empty(),
                    world.runTurns()),
                new CreatePipeline.RunIdentity(here.ids(), here.clock())),
            new Callbacks(world.webhooks(), new InMemoryWebhookSender()))
        .execute(
            actor,
            new CreatePipeline.Command(
                org,
                Fixtures.pipeline("true"),
                Optional.of(
                    new EnvironmentFinder.Address(
                        org, new ProjectName("shop"), new EnvironmentName(environment)))));
  }

  /** What the run's commands get. */
  public Map<String, SecretValue> open(Run run) {
    return opened(run).environment();
  }

  /** What is masked in what they print. */
  public Map<String, SecretValue> masked(Run run) {
    return opened(run).masked();
  }

  private PinnedValues.Opened opened(Run run) {
    InMemoryWorld world = here.world();
    return new RunSecrets(
            world.ledger(),
            world.runs(),
            world.projects(),
            world.tree(),
            here.references(),
            new PinnedValues(world.secrets(), here.sealer()),
            world.usage())
        .open(WORKER, run);
  }
}
