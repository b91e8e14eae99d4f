package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link ProjectStore} promises. Names are ordered by their characters' code points. */
public abstract class ProjectStoreContract extends WorldContract {
  private static final List<String> SHUFFLED = List.of("ab", "a.b", "a_b", "a-b", "b", "a0b", "a");
  private static final List<String> SORTED = List.of("a", "a-b", "a.b", "a0b", "a_b", "ab", "b");

  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void findsAProjectByName() {
    Project project = given.newProject(org, "shop");
    assertThat(add(project)).isTrue();
    assertThat(read(org, () -> world.projects().find(org, project.name()))).contains(project);
    assertThat(read(org, () -> world.projects().find(org, given.newProject(org, "x").name())))
        .isEmpty();
  }

  @Test
  void takesAProjectsNameOnceInAnOrg() {
    Project first = given.newProject(org, "shop");
    assertThat(add(first)).isTrue();
    assertThat(add(given.newProject(org, "shop"))).isFalse();
    assertThat(add(given.newProject(other, "shop"))).isTrue();
    assertThat(read(org, () -> world.projects().find(org, first.name()))).contains(first);
  }

  @Test
  void goesOnInTheTransactionAfterATakenName() {
    add(given.newProject(org, "shop"));
    Project second = given.newProject(org, "office");
    boolean added =
        change(
            org,
            () ->
                !world.projects().add(given.newProject(org, "shop"), given.entry())
                    && world.projects().add(second, given.entry()));
    assertThat(added).isTrue();
    assertThat(read(org, () -> world.projects().find(org, second.name()))).contains(second);
  }

  @Test
  void listsProjectsByNamePageByPage() {
    SHUFFLED.forEach(name -> add(given.newProject(org, name)));
    add(given.newProject(other, "a-foreign"));
    assertThat(projectNames("", 100)).isEqualTo(SORTED);
    assertThat(projectNames("", 3)).isEqualTo(SORTED.subList(0, 3));
    assertThat(projectNames("a.b", 3)).isEqualTo(SORTED.subList(3, 6));
    assertThat(projectNames("a.c", 2)).as("after a name that isn't there").startsWith("a0b");
    assertThat(projectNames("b", 3)).isEmpty();
  }

  @Test
  void saysWhatEnvironmentsAreCalledAlsoWhenTheirProjectIsDeleted() {
    Environment mine = given.environment(org);
    Environment theirs = given.environment(other);
    Set<EnvironmentId> both = Set.of(mine.id(), theirs.id());
    Map<EnvironmentId, ProjectStore.Label> before =
        read(org, () -> world.projects().labels(org, both));
    assertThat(before).containsOnlyKeys(mine.id());
    assertThat(before.get(mine.id()).environment()).isEqualTo(mine.name());
    changing(org, () -> world.projects().delete(org, mine.project(), given.time(), given.entry()));
    assertThat(read(org, () -> world.projects().labels(org, both))).isEqualTo(before);
    assertThat(read(org, () -> world.projects().labels(org, Set.of()))).isEmpty();
  }

  @Test
  void hidesProjectsFromOtherOrgs() {
    Project project = given.project(org);
    assertThat(read(other, () -> world.projects().find(org, project.name()))).isEmpty();
    assertThat(read(other, () -> world.projects().find(other, project.name()))).isEmpty();
    assertThat(read(other, () -> world.projects().list(org, "", 10))).isEmpty();
    assertThat(read(other, () -> world.projects().list(other, "", 10))).isEmpty();
  }

  @Test
  void findsAnEnvironmentByProjectAndName() {
    Project project = given.project(org);
    Environment prod = given.newEnvironment(project, "prod");
    assertThat(add(prod)).isTrue();
    assertThat(read(org, () -> world.projects().find(org, project.id(), prod.name())))
        .contains(prod);
    ProjectId elsewhere = given.project(org).id();
    assertThat(read(org, () -> world.projects().find(org, elsewhere, prod.name()))).isEmpty();
  }

  @Test
  void takesAnEnvironmentsNameOnceInAProject() {
    Project project = given.project(org);
    Environment first = given.newEnvironment(project, "prod");
    assertThat(add(first)).isTrue();
    assertThat(add(given.newEnvironment(project, "prod"))).isFalse();
    assertThat(add(given.newEnvironment(given.project(org), "prod"))).isTrue();
    assertThat(read(org, () -> world.projects().find(org, project.id(), first.name())))
        .contains(first);
  }

  @Test
  void listsEnvironmentsByNamePageByPage() {
    Project project = given.project(org);
    SHUFFLED.forEach(name -> add(given.newEnvironment(project, name)));
    add(given.newEnvironment(given.project(org), "a-elsewhere"));
    assertThat(environmentNames(project, "", 100)).isEqualTo(SORTED);
    assertThat(environmentNames(project, "a-b", 2)).isEqualTo(SORTED.subList(2, 4));
  }

  @Test
  void hidesEnvironmentsFromOtherOrgs() {
    Environment prod = given.environment(org);
    assertThat(read(other, () -> world.projects().find(org, prod.project(), prod.name())))
        .isEmpty();
    assertThat(read(other, () -> world.projects().find(other, prod.project(), prod.name())))
        .isEmpty();
    assertThat(read(other, () -> world.projects().list(org, prod.project(), "", 10))).isEmpty();
    assertThat(read(other, () -> world.projects().list(other, prod.project(), "", 10))).isEmpty();
  }

  @Test
  void refusesAnEnvironmentInAnotherOrgsProject() {
    Project foreign = given.project(other);
    Environment smuggled =
        Environment.made(
            new Project(org, foreign.id(), foreign.name(), "", foreign.createdAt()),
            given.newEnvironment(foreign, "x").id(),
            given.newEnvironment(foreign, "prod").name(),
            Optional.empty(),
            false,
            given.time());
    assertThatThrownBy(() -> add(smuggled)).isInstanceOf(RuntimeException.class);
    assertThat(read(other, () -> world.projects().list(other, foreign.id(), "", 10))).isEmpty();
  }

  @Test
  void changesAProjectUnlessTheNameIsTaken() {
    Project shop = given.newProject(org, "shop");
    add(shop);
    add(given.newProject(org, "office"));
    Project taken = shop.described(new ProjectName("office"), "x");
    assertThat(change(org, () -> world.projects().update(taken, given.entry()))).isFalse();
    Project after = shop.described(new ProjectName("store"), "another text");
    assertThat(change(org, () -> world.projects().update(after, given.entry()))).isTrue();
    assertThat(read(org, () -> world.projects().find(org, after.name()))).contains(after);
    assertThat(read(org, () -> world.projects().find(org, shop.name()))).isEmpty();
    Project same = after.described(after.name(), "");
    assertThat(change(org, () -> world.projects().update(same, given.entry()))).isTrue();
  }

  @Test
  void deletesAProjectAndBringsItBackUnlessTheNameIsTaken() {
    Project first = given.newProject(org, "shop");
    add(first);
    Instant at = given.time();
    delete(first, at);
    assertThat(read(org, () -> world.projects().find(org, first.name()))).isEmpty();
    assertThat(projectNames("", 10)).isEmpty();
    assertThat(read(org, () -> world.projects().findDeleted(org, first.name())))
        .contains(new ProjectStore.Deleted(first, at));
    assertThat(read(other, () -> world.projects().findDeleted(org, first.name()))).isEmpty();
    Project second = given.newProject(org, "shop");
    assertThat(add(second)).isTrue();
    assertThat(change(org, () -> world.projects().undelete(org, first.id(), given.entry())))
        .isFalse();
    delete(second, given.time());
    assertThat(read(org, () -> world.projects().findDeleted(org, first.name())))
        .map(ProjectStore.Deleted::project)
        .contains(second);
    assertThat(change(org, () -> world.projects().undelete(org, first.id(), given.entry())))
        .isTrue();
    assertThat(read(org, () -> world.projects().find(org, first.name()))).contains(first);
  }

  private void delete(Project project, Instant at) {
    changing(org, () -> world.projects().delete(org, project.id(), at, given.entry()));
  }

  @Test
  void keepsAnEnvironmentsParent() {
    Project project = given.project(org);
    Environment prod = given.newEnvironment(project, "prod");
    Environment branch = given.newBranch(project, "hotfix", prod);
    add(prod);
    assertThat(add(branch)).isTrue();
    assertThat(read(org, () -> world.projects().find(org, project.id(), branch.name())))
        .contains(branch);
    assertThat(read(org, () -> world.projects().list(org, project.id(), "", 10)))
        .containsExactly(branch, prod);
    Environment astray = given.newBranch(given.project(org), "astray", prod);
    assertThatThrownBy(() -> add(astray)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void givesANameToOneOfThoseWhoAskAtOnce() {
    List<Future<Boolean>> attempts =
        Stream.generate(() -> given.newProject(org, "wanted"))
            .limit(4)
            .map(project -> elsewhere(() -> add(project)))
            .toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    Project project = given.newProject(org, "lost");
    assertThatThrownBy(() -> world.projects().add(project, given.entry()))
        .isInstanceOf(RuntimeException.class);
    assertThat(projectNames("", 10)).isEmpty();
  }

  private boolean add(Project project) {
    return change(project.org(), () -> world.projects().add(project, given.entry()));
  }

  private boolean add(Environment environment) {
    return change(environment.org(), () -> world.projects().add(environment, given.entry()));
  }

  private List<String> projectNames(String after, int limit) {
    return read(org, () -> world.projects().list(org, after, limit)).stream()
        .map(project -> project.name().value())
        .toList();
  }

  private List<String> environmentNames(Project project, String after, int limit) {
    return read(org, () -> world.projects().list(org, project.id(), after, limit)).stream()
        .map(environment -> environment.name().value())
        .toList();
  }
}
