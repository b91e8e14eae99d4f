package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Making and listing projects and environments, and listing what is in them. */
final class ProjectsTest {
  private final VaultStage stage = new VaultStage();

  @Test
  void makesAProjectAndRecordsIt() {
    Project project = createProject("office");
    assertThat(project.description()).isEqualTo("text");
    assertThat(project.createdAt()).isEqualTo(stage.here.clock().instant());
    assertThat(projects("", 10)).containsExactly("office", "shop");
    assertThat(stage.trail())
        .containsExactly(
            "project.create project:shop",
            "environment.create environment:shop/prod",
            "project.create project:office");
  }

  @Test
  void refusesATakenProjectNameAndRecordsNothing() {
    List<String> before = stage.trail();
    assertThat(codeOf(() -> createProject("shop"))).isEqualTo("project_exists");
    assertThat(stage.trail()).isEqualTo(before);
  }

  @Test
  void makesAnEnvironmentThatIsEmpty() {
    Environment dev =
        stage
            .createEnvironment()
            .execute(
                stage.ada.actor(),
                new CreateEnvironment.Command(
                    VaultStage.address(stage.ada.org(), "shop", "dev"), false));
    assertThat(dev.version()).isZero();
    assertThat(environments("", 10)).containsExactly("dev", "prod");
    assertThat(stage.trail()).endsWith("environment.create environment:shop/dev");
  }

  @Test
  void refusesATakenEnvironmentNameAndAnUnknownProject() {
    List<String> before = stage.trail();
    assertThat(
            codeOf(
                () ->
                    stage
                        .createEnvironment()
                        .execute(
                            stage.ada.actor(), new CreateEnvironment.Command(stage.prod, false))))
        .isEqualTo("environment_exists");
    EnvironmentFinder.Address nowhere = VaultStage.address(stage.ada.org(), "nowhere", "dev");
    assertThat(
            codeOf(
                () ->
                    stage
                        .createEnvironment()
                        .execute(stage.ada.actor(), new CreateEnvironment.Command(nowhere, false))))
        .isEqualTo("project_not_found");
    assertThat(stage.trail()).isEqualTo(before);
  }

  @Test
  void listsPageByPage() {
    List.of("a", "b", "z").forEach(this::createProject);
    assertThat(projects("", 2)).containsExactly("a", "b");
    assertThat(projects("b", 2)).containsExactly("shop", "z");
    assertThat(environments("prod", 2)).isEmpty();
  }

  @Test
  void refusesToListEnvironmentsOfAnUnknownProject() {
    ListEnvironments.Command command =
        new ListEnvironments.Command(stage.ada.org(), new ProjectName("nowhere"), "", 10);
    assertThat(codeOf(() -> stage.listEnvironments().execute(stage.ada.actor(), command)))
        .isEqualTo("project_not_found");
  }

  @Test
  void listsKeysWithTheEnvironmentTheyAreIn() {
    stage.put("B", "b", new Expectation.Anything());
    stage.put("A", "a", new Expectation.Anything());
    stage.put("A", "a2", new Expectation.Anything());
    ListSecrets.Outcome outcome = listSecrets("", 10);
    assertThat(outcome.line().own().name()).isEqualTo(new EnvironmentName("prod"));
    assertThat(outcome.line().own().version()).isEqualTo(3);
    assertThat(outcome.secrets())
        .extracting(
            secret -> secret.secret().place().name() + "@" + secret.secret().place().version())
        .containsExactly("A@2", "B@1");
    assertThat(listSecrets("A", 10).secrets()).hasSize(1);
    assertThat(listSecrets("", 1).secrets()).hasSize(1);
  }

  private Project createProject(String name) {
    return stage
        .createProject()
        .execute(
            stage.ada.actor(),
            new CreateProject.Command(stage.ada.org(), new ProjectName(name), "text"));
  }

  private List<String> projects(String after, int limit) {
    return stage
        .listProjects()
        .execute(stage.ada.actor(), new ListProjects.Command(stage.ada.org(), after, limit))
        .stream()
        .map(project -> project.name().value())
        .toList();
  }

  private List<String> environments(String after, int limit) {
    return stage
        .listEnvironments()
        .execute(
            stage.ada.actor(),
            new ListEnvironments.Command(stage.ada.org(), new ProjectName("shop"), after, limit))
        .stream()
        .map(environment -> environment.name().value())
        .toList();
  }

  private ListSecrets.Outcome listSecrets(String after, int limit) {
    return stage
        .listSecrets()
        .execute(
            stage.ada.actor(),
            new ListSecrets.Command(stage.prod, "", Optional.empty(), after, limit));
  }
}
