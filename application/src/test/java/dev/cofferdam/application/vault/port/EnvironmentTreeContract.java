package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.vault.port.EnvironmentTree.Deleted;
import dev.cofferdam.application.vault.port.EnvironmentTree.Past;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link EnvironmentTree} promises. */
public abstract class EnvironmentTreeContract extends WorldContract {
  private OrgId org;
  private OrgId other;
  private Project shop;
  private Environment base;
  private Environment dev;
  private Environment mine;

  @BeforeEach
  public final void makeTree() {
    org = given.org();
    other = given.org();
    shop = given.project(org);
    base = add(given.newEnvironment(shop, "base"));
    dev = add(given.newBranch(shop, "dev", base));
    mine = add(given.newBranch(shop, "mine", dev));
  }

  @Test
  void tellsALineFromAnEnvironmentToItsRoot() {
    assertThat(line(mine)).containsExactly(mine, dev, base);
    assertThat(line(base)).containsExactly(base);
    assertThat(read(other, () -> world.tree().line(org, mine.id()))).isEmpty();
    assertThat(read(other, () -> world.tree().line(other, mine.id()))).isEmpty();
  }

  @Test
  void tellsAllThatIsBelow() {
    Environment yours = add(given.newBranch(shop, "yours", dev));
    assertThat(branches(base)).containsExactly(dev, mine, yours);
    assertThat(branches(mine)).isEmpty();
    assertThat(read(other, () -> world.tree().branches(org, base.id()))).isEmpty();
  }

  @Test
  void changesSettingsAndKnowsTheFormerOnes() {
    Instant before = given.time();
    Environment moved =
        mine.changed(name("ours"), Optional.of(base.asParent()), true, given.time());
    assertThat(change(org, () -> world.tree().update(moved, given.entry()))).isTrue();
    assertThat(line(mine)).containsExactly(moved, base);
    assertThat(read(org, () -> world.projects().find(org, shop.id(), name("ours"))))
        .contains(moved);
    assertThat(read(org, () -> world.projects().find(org, shop.id(), name("mine")))).isEmpty();
    assertThat(lineAt(mine, before))
        .extracting(past -> past.environment().id())
        .containsExactly(mine.id(), dev.id(), base.id());
    Past then = lineAt(mine, before).get(0);
    assertThat(then.environment().name()).as("as it is now").isEqualTo(moved.name());
    assertThat(then.environment().parent()).as("as it was").contains(dev.asParent());
    assertThat(then.environment().isProtected()).isTrue();
    assertThat(then.isProtected()).isFalse();
    assertThat(then.version()).isZero();
    assertThat(lineAt(mine, moved.changedAt()))
        .extracting(past -> past.environment().id())
        .containsExactly(mine.id(), base.id());
    assertThat(lineAt(mine, moved.changedAt()).get(0).version()).isEqualTo(1);
  }

  @Test
  void countsTheSecretsOfThatTimeIntoItsVersions() {
    changing(org, () -> given.put(given.newSecret(base, "A", 1, given.user())));
    Instant then = given.time();
    changing(org, () -> given.put(given.newSecret(base, "A", 2, given.user())));
    assertThat(lineAt(dev, then)).extracting(Past::version).containsExactly(0L, 1L);
    assertThat(lineAt(dev, given.time())).extracting(Past::version).containsExactly(0L, 2L);
    assertThat(lineAt(base, base.createdAt().minusMillis(1))).isEmpty();
  }

  @Test
  void takesNoNameThatIsTaken() {
    Environment taken = mine.changed(name("dev"), mine.parent(), false, given.time());
    assertThat(change(org, () -> world.tree().update(taken, given.entry()))).isFalse();
    assertThat(line(mine)).startsWith(mine);
  }

  @Test
  void deletesAndBringsBack() {
    Instant at = given.time();
    changing(org, () -> world.tree().delete(org, List.of(gone(mine)), at));
    assertThat(line(mine)).isEmpty();
    assertThat(branches(base)).containsExactly(dev);
    assertThat(read(org, () -> world.projects().list(org, shop.id(), "", 10)))
        .containsExactly(base, dev);
    assertThat(deleted("mine")).contains(new Deleted(mine, at));
    assertThat(deleted("dev")).isEmpty();
    assertThat(lineAt(mine, given.time())).as("time travel goes there too").hasSize(3);
    assertThat(undelete(mine)).isTrue();
    assertThat(line(mine)).containsExactly(mine, dev, base);
    assertThat(deleted("mine")).isEmpty();
  }

  @Test
  void givesADeletedNameToAnother() {
    changing(org, () -> world.tree().delete(org, List.of(gone(mine)), given.time()));
    Environment second = add(given.newEnvironment(shop, "mine"));
    assertThat(undelete(mine)).isFalse();
    changing(org, () -> world.tree().delete(org, List.of(gone(second)), given.time()));
    assertThat(deleted("mine")).map(Deleted::environment).contains(second);
    assertThat(undelete(mine)).isTrue();
  }

  @Test
  void knowsWhatWasDeletedTogether() {
    Environment old = add(given.newBranch(shop, "old", dev));
    changing(org, () -> world.tree().delete(org, List.of(gone(old)), given.time()));
    Instant at = given.time();
    changing(org, () -> world.tree().delete(org, List.of(gone(dev), gone(mine)), at));
    assertThat(read(org, () -> world.tree().deletedTogether(org, dev.id())))
        .containsExactly(dev, mine);
    assertThat(read(org, () -> world.tree().deletedTogether(org, mine.id()))).containsExactly(mine);
  }

  @Test
  void showsAParentByTheNameThatItHasNow() {
    Environment renamed = base.changed(name("root"), Optional.empty(), false, given.time());
    change(org, () -> world.tree().update(renamed, given.entry()));
    assertThat(line(dev).get(0).parent()).contains(renamed.asParent());
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    Environment renamed = base.changed(name("root"), Optional.empty(), false, given.time());
    assertThatThrownBy(() -> world.tree().update(renamed, given.entry()))
        .isInstanceOf(RuntimeException.class);
    assertThat(line(base)).containsExactly(base);
  }

  private static EnvironmentName name(String name) {
    return new EnvironmentName(name);
  }

  private Environment add(Environment environment) {
    assertThat(change(org, () -> world.projects().add(environment, given.entry()))).isTrue();
    return environment;
  }

  private List<Environment> line(Environment environment) {
    return read(org, () -> world.tree().line(org, environment.id()));
  }

  private List<Past> lineAt(Environment environment, Instant at) {
    return read(org, () -> world.tree().lineAt(org, environment.id(), at));
  }

  private List<Environment> branches(Environment environment) {
    return read(org, () -> world.tree().branches(org, environment.id()));
  }

  private Optional<Deleted> deleted(String name) {
    return read(org, () -> world.tree().findDeleted(org, shop.id(), name(name)));
  }

  private boolean undelete(Environment environment) {
    return change(org, () -> world.tree().undelete(org, environment.id(), given.entry()));
  }

  private EnvironmentTree.Gone gone(Environment environment) {
    return new EnvironmentTree.Gone(environment.id(), given.entry());
  }
}
