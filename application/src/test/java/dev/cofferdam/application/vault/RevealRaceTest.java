package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reveals that others overtake, and what is remembered meanwhile. */
final class RevealRaceTest {
  private static final SecretName KEY = new SecretName("API_KEY");

  private final VaultStage stage = new VaultStage();
  private final EnvironmentFinder.Address live =
      VaultStage.address(stage.ada.org(), "shop", "live");
  private final Overtaken overtaken = new Overtaken(stage.world().reveals());
  private final RevealSecret reveal = stage.here.revealSecret(overtaken);

  @BeforeEach
  void protect() {
    stage.createEnvironment().execute(stage.ada.actor(), new CreateEnvironment.Command(live, true));
  }

  /** Lets somebody go first, each time that something is about to be committed. */
  private static final class Overtaken implements Reveals {
    private final Reveals real;
    private final Deque<Runnable> first = new ArrayDeque<>();
    private int asked;

    Overtaken(Reveals real) {
      this.real = real;
    }

    @Override
    public <T> Optional<T> give(Access access, Reveal reveal, Supplier<T> opening) {
      asked++;
      if (!first.isEmpty()) {
        first.pop().run();
      }
      return real.give(access, reveal, opening);
    }
  }

  @Test
  void refusesWhoLosesTheRightBeforeTheCommit() {
    Member bob = member(Role.ADMIN);
    put("one");
    assertThat(reveal(bob)).isEqualTo("one");
    List<String> before = stage.trail();
    overtaken.first.add(() -> setRole(bob, Role.MEMBER));
    assertThat(codeOf(() -> reveal(bob))).isEqualTo("forbidden");
    assertThat(stage.trail())
        .startsWith(before.toArray(String[]::new))
        .hasSize(before.size() + 1)
        .last()
        .isEqualTo("environment_protected.use environment:shop/live");
  }

  @Test
  void refusesWhoLostTheRightSinceTheLastReveal() {
    Member bob = member(Role.ADMIN);
    put("one");
    reveal(bob);
    setRole(bob, Role.MEMBER);
    assertThat(codeOf(() -> reveal(bob))).isEqualTo("forbidden");
    setRole(bob, Role.ADMIN);
    assertThat(reveal(bob)).isEqualTo("one");
  }

  @Test
  void showsTheVersionThatCameBeforeTheCommit() {
    put("one");
    assertThat(reveal(stage.ada)).isEqualTo("one");
    overtaken.first.add(() -> put("two"));
    assertThat(reveal(stage.ada)).isEqualTo("two");
    assertThat(stage.trail()).last().isEqualTo("secret.reveal secret:shop/live/API_KEY@2");
  }

  @Test
  void findsAKeyThatWasNotThereTheLastTime() {
    assertThat(codeOf(() -> reveal(stage.ada))).isEqualTo("secret_not_found");
    put("one");
    assertThat(reveal(stage.ada)).isEqualTo("one");
  }

  @Test
  void locksTheOrgThatChangesAllTheTime() {
    put("one");
    reveal(stage.ada);
    for (int i = 2; i <= 4; i++) {
      String value = "value " + i;
      overtaken.first.add(() -> put(value));
    }
    assertThat(reveal(stage.ada)).isEqualTo("value 4");
    assertThat(overtaken.first).isEmpty();
    assertThat(stage.trail()).last().isEqualTo("secret.reveal secret:shop/live/API_KEY@4");
    assertThat(stage.used(Metric.SECRET_READS)).isEqualByComparingTo("2");
  }

  @Test
  void doesNotReadAgainWhatIsRemembered() {
    put("one");
    reveal(stage.ada);
    int before = overtaken.asked;
    assertThat(reveal(stage.ada)).isEqualTo("one");
    assertThat(overtaken.asked).as("given at the first attempt").isEqualTo(before + 1);
  }

  @Test
  void tellsWhoHasTheVersionThatItIsTheNewestAndNoMore() {
    put("one");
    List<String> before = stage.trail();
    assertThat(revealUnless(1)).isEqualTo(new RevealSecret.Outcome.Unchanged("1"));
    assertThat(revealUnless(1)).as("remembered").isEqualTo(new RevealSecret.Outcome.Unchanged("1"));
    assertThat(stage.trail()).isEqualTo(before);
    assertThat(stage.used(Metric.SECRET_READS)).isZero();
    put("two");
    assertThat(revealUnless(1)).isInstanceOf(RevealSecret.Outcome.Revealed.class);
    assertThat(revealUnless(2)).isEqualTo(new RevealSecret.Outcome.Unchanged("2"));
  }

  @Test
  void tellsNobodyWithoutTheRightThatAVersionIsTheNewest() {
    Member bob = member(Role.ADMIN);
    put("one");
    RevealSecret.Command command = new RevealSecret.Command(live, KEY, false, tag -> true);
    assertThat(reveal.execute(bob.actor(), command))
        .isEqualTo(new RevealSecret.Outcome.Unchanged("1"));
    setRole(bob, Role.MEMBER);
    assertThat(codeOf(() -> reveal.execute(bob.actor(), command))).isEqualTo("forbidden");
    Member stranger = stage.here.member("Eve");
    assertThat(codeOf(() -> reveal.execute(stranger.actor(), command))).isEqualTo("org_not_found");
  }

  private RevealSecret.Outcome revealUnless(long version) {
    return reveal.execute(
        stage.ada.actor(),
        new RevealSecret.Command(live, KEY, false, held -> held.equals(Long.toString(version))));
  }

  private String reveal(Member member) {
    RevealSecret.Outcome outcome =
        reveal.execute(member.actor(), new RevealSecret.Command(live, KEY));
    return ((RevealSecret.Outcome.Revealed) outcome).secret().value().revealText().orElseThrow();
  }

  private void put(String value) {
    stage
        .putSecret()
        .execute(
            stage.ada.actor(),
            new PutSecret.Command(
                live, KEY, SecretValue.ofText(value), "", new Expectation.Anything()));
  }

  private Member member(Role role) {
    Member member = stage.here.member("Bob");
    setRole(member, role);
    return member;
  }

  private void setRole(Member member, Role role) {
    stage
        .world()
        .ledger()
        .change(
            Access.ofInstallation(stage.ada.org()),
            change -> {
              stage
                  .world()
                  .orgs()
                  .addMember(
                      stage.ada.org(), member.actor().user(), role, stage.here.clock().instant());
              return role;
            });
  }
}
