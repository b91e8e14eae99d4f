package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.math.BigDecimal;
import java.util.List;

/** The vault's use cases, and somebody with an environment {@code shop/prod}. */
final class VaultStage {
  final InMemoryInstallation here = new InMemoryInstallation();
  final Member ada = here.member("Ada");
  private final RevealSecret revealSecret = here.revealSecret();
  final EnvironmentFinder.Address prod = address(ada.org(), "shop", "prod");

  VaultStage() {
    createProject()
        .execute(
            ada.actor(), new CreateProject.Command(ada.org(), new ProjectName("shop"), "A shop"));
    createEnvironment().execute(ada.actor(), new CreateEnvironment.Command(prod, false));
  }

  static EnvironmentFinder.Address address(OrgId org, String project, String environment) {
    return new EnvironmentFinder.Address(
        org, new ProjectName(project), new EnvironmentName(environment));
  }

  CreateProject createProject() {
    return new CreateProject(
        here.gatekeeper(), world().ledger(), world().projects(), here.ids(), here.clock());
  }

  CreateEnvironment createEnvironment() {
    return new CreateEnvironment(
        here.gatekeeper(),
        world().ledger(),
        world().projects(),
        here.finder(),
        here.ids(),
        here.clock());
  }

  ListProjects listProjects() {
    return new ListProjects(here.gatekeeper(), world().ledger(), world().projects());
  }

  ListEnvironments listEnvironments() {
    return new ListEnvironments(
        here.gatekeeper(), world().ledger(), world().projects(), here.finder());
  }

  PutSecret putSecret() {
    return new PutSecret(
        here.gatekeeper(),
        world().ledger(),
        here.finder(),
        world().secrets(),
        here.writer(),
        here.sharedWriter());
  }

  RevealSecret revealSecret() {
    return revealSecret;
  }

  ListSecrets listSecrets() {
    return new ListSecrets(here.gatekeeper(), world().ledger(), here.reader());
  }

  PutSecret.Outcome put(String name, String value, Expectation expectation) {
    return put(ada.actor(), name, value, expectation);
  }

  PutSecret.Outcome put(Actor actor, String name, String value, Expectation expectation) {
    return putSecret()
        .execute(
            actor,
            new PutSecret.Command(
                prod, new SecretName(name), SecretValue.ofText(value), "", expectation));
  }

  RevealedSecret reveal(String name) {
    return reveal(ada.actor(), name);
  }

  RevealedSecret reveal(Actor actor, String name) {
    RevealSecret.Outcome outcome =
        revealSecret().execute(actor, new RevealSecret.Command(prod, new SecretName(name)));
    return ((RevealSecret.Outcome.Revealed) outcome).secret();
  }

  /** Actions and resources in the audit trail of Ada's org, oldest first, after its creation. */
  List<String> trail() {
    return world()
        .ledger()
        .read(
            Access.ofInstallation(ada.org()),
            () -> world().auditTrail().oldest(ada.org(), 1, 1_000))
        .stream()
        .map(entry -> entry.action() + " " + entry.resource())
        .toList();
  }

  BigDecimal used(Metric metric) {
    Period now = Period.of(here.clock().instant());
    return world()
        .ledger()
        .read(Access.ofInstallation(ada.org()), () -> world().usage().totals(ada.org(), now))
        .getOrDefault(metric, BigDecimal.ZERO);
  }

  InMemoryWorld world() {
    return here.world();
  }
}
