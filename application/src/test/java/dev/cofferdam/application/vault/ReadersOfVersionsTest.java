package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.vault.RevealPastSecret.Moment;
import dev.cofferdam.application.vault.port.VersionReaders.Readers;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to read a value is in its history, each for the version that it showed. */
final class ReadersOfVersionsTest {
  private final BranchStage stage = new BranchStage();
  private Actor bob;
  private Actor token;

  @BeforeEach
  void fill() {
    stage.create("base");
    stage.put("base", "PW", "hunter2");
    stage.branch("base", "dev");
    bob = stage.here.colleague(stage.org, "Bob", Role.MEMBER);
    Environment dev = stage.show("dev").environment();
    Environment base = stage.show("base").environment();
    token =
        new Actor.ByServiceToken(
            new ServiceTokenId(stage.here.ids().next()),
            stage.org,
            new TokenGrant(dev.project(), Set.of(dev.id(), base.id()), TokenAccess.READ),
            Actor.Origin.INSIDE);
  }

  @Test
  void byNameFromWhereverItIsInherited() {
    stage.value(stage.ada, "base", "PW");
    stage.value(bob, "dev", "PW");
    stage.value(bob, "dev", "PW");
    stage.put("base", "PW", "hunter3");
    stage.value(token, "dev", "PW");
    stage.past(bob, "base", "PW", new Moment.AtVersion(1));
    assertThat(readers("base", "PW")).containsExactly("1: token 1", "2: ada 1, bob 3");
  }

  @Test
  void withAllOfAnEnvironmentThatHasIt() {
    Instant then = stage.tick();
    stage.values(stage.ada, "dev", Optional.empty());
    stage.export(bob, "dev", true);
    stage.put("dev", "PW", "own");
    stage.values(token, "dev", Optional.empty());
    stage.export(token, "base", false);
    stage.values(bob, "dev", Optional.of(then));
    assertThat(readers("base", "PW")).containsExactly("3: ada 1, bob 2, token 1");
    assertThat(readers("dev", "PW")).containsExactly("1: token 1");
    stage.drop("dev", "PW", SecretChange.HIDE);
    stage.values(bob, "dev", Optional.empty());
    assertThat(readers("base", "PW")).containsExactly("3: ada 1, bob 2, token 1");
    assertThat(readers("dev", "PW")).containsExactly("0: ", "1: token 1");
  }

  @Test
  void withinAValueThatRefersToIt() {
    stage.create("app");
    stage.put("app", "URL", "x/${base.PW}");
    stage.put("app", "OTHER", "x");
    stage.put("base", "UNREAD", "x");
    stage.value(stage.ada, "app", "URL");
    stage.values(bob, "app", Optional.empty());
    stage.export(stage.ada, "app", false);
    stage.export(token(), "app", true);
    assertThat(readers("base", "PW")).containsExactly("2: ada 2, bob 1");
    assertThat(readers("base", "UNREAD")).containsExactly("0: ");
    assertThat(readers("app", "OTHER")).containsExactly("3: ada 1, bob 1, token 1");
  }

  /** An org that changes all the time is locked, and its readers are kept all the same. */
  @Test
  void alsoWhereTheOrgIsLockedForIt() {
    Reveals moving =
        new Reveals() {
          @Override
          public <T> Optional<T> give(Access access, Reveal reveal, Supplier<T> opening) {
            return Optional.empty();
          }
        };
    stage.export(stage.here.gate(moving), bob, "base", true);
    assertThat(readers("base", "PW")).containsExactly("1: bob 1");
  }

  @Test
  void whoGotNothingIsNoReader() {
    stage.diff(bob, "dev", "base");
    stage.list(bob, "dev", Optional.empty());
    String tag = stage.revealed(stage.ada, "base", "PW").tag();
    stage.reveal(
        bob, new RevealSecret.Command(stage.at("base"), new SecretName("PW"), false, tag::equals));
    assertThat(readers("base", "PW")).containsExactly("1: ada 1");
  }

  @Test
  void areForWhoMaySeeTheTrail() {
    stage.value(bob, "base", "PW");
    assertThat(stage.lineage(bob, "base", "PW").get(0).readers()).isEmpty();
    assertThat(stage.lineage(token, "base", "PW").get(0).readers()).isEmpty();
    Actor admin = stage.here.colleague(stage.org, "Eve", Role.ADMIN);
    assertThat(stage.lineage(admin, "base", "PW").get(0).readers()).isPresent();
  }

  private Actor token() {
    Environment app = stage.show("app").environment();
    return new Actor.ByServiceToken(
        ((Actor.ByServiceToken) token).token(),
        stage.org,
        new TokenGrant(app.project(), Set.of(app.id()), TokenAccess.READ),
        Actor.Origin.INSIDE);
  }

  /** Of each version, the newest first: how many, and who, as often as they did. */
  private List<String> readers(String environment, String key) {
    return stage.lineage(stage.ada, environment, key).stream()
        .map(line -> line.readers().orElseThrow())
        .map(this::told)
        .toList();
  }

  private String told(Readers readers) {
    return readers.total()
        + ": "
        + String.join(
            ", ",
            readers.newest().stream()
                .map(each -> nameOf(each.id()) + " " + each.reads())
                .sorted()
                .toList());
  }

  private String nameOf(String id) {
    if (id.equals(bob.id())) {
      return "bob";
    }
    return id.equals(stage.ada.id()) ? "ada" : "token";
  }
}
