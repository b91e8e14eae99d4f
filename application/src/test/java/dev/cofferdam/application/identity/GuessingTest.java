package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How guessing passwords becomes slow, and nobody is shut out by it. */
final class GuessingTest {
  private static final EmailAddress ADA = EmailAddress.parse("ada@example.org");
  private static final EmailAddress NOBODY = EmailAddress.parse("nobody@example.org");
  private static final Password RIGHT = Password.chosen("password", "four random words");
  private static final Password WRONG = Password.typed("password", "five random words");
  private static final Actor ATTACKER = from("192.0.2.66");
  private static final Actor HOME = from("192.0.2.1");

  private final CountingHasher hasher = new CountingHasher();
  private final InMemoryInstallation here = new InMemoryInstallation(new SequentialIds(), hasher);
  private final LogIn logIn = here.identity().logIn();

  @BeforeEach
  void signUp() {
    here.signUp().execute(ANYBODY, new SignUp.Command(ADA, RIGHT, PersonName.parse("Ada")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.org", "nobody@example.org"})
  void isSlowForAnAccountFromOneAddressWhetherThereIsSuchAnAccountOrNot(String email) {
    EmailAddress whose = EmailAddress.parse(email);
    guess(5, ATTACKER, whose);
    Refusal refusal = refusalOf(() -> logIn(ATTACKER, whose, WRONG));
    assertThat(refusal.code()).isEqualTo("slow_down");
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.LIMITED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(hasher.checked()).as("no hash is made for who is refused").hasSize(5);
    here.clock().advance(Duration.ofSeconds(1));
    guess(1, ATTACKER, whose);
    assertThat(refusalOf(() -> logIn(ATTACKER, whose, WRONG)).retryAfter())
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void refusesTheRightPasswordToo() {
    guess(5, ATTACKER, ADA);
    assertThat(codeOf(() -> logIn(ATTACKER, ADA, RIGHT))).isEqualTo("slow_down");
    here.clock().advance(Duration.ofSeconds(1));
    assertThat(logIn(ATTACKER, ADA, RIGHT)).isNotNull();
  }

  @Test
  void makesWhoKeepsTryingWaitNoLongerForThat() {
    guess(5, ATTACKER, ADA);
    for (int i = 0; i < 100; i++) {
      assertThat(codeOf(() -> logIn(ATTACKER, ADA, WRONG))).isEqualTo("slow_down");
    }
    here.clock().advance(Duration.ofSeconds(1));
    guess(1, ATTACKER, ADA);
  }

  @Test
  void isSlowForManyAccountsFromOneAddress() {
    for (int i = 0; i < 20; i++) {
      guess(1, ATTACKER, EmailAddress.parse("user" + i + "@example.org"));
    }
    assertThat(codeOf(() -> logIn(ATTACKER, NOBODY, WRONG))).isEqualTo("slow_down");
    guess(1, HOME, NOBODY);
  }

  @Test
  void takesAnIpv6NetworkForOneAddress() {
    guess(5, from("2001:db8:1:2::1"), ADA);
    assertThat(codeOf(() -> logIn(from("2001:db8:1:2:ffff::9"), ADA, WRONG)))
        .isEqualTo("slow_down");
    guess(1, from("2001:db8:1:3::1"), ADA);
  }

  @Test
  void isSlowForOneAccountFromManyAddressesAndForAMinuteAtMost() {
    for (int i = 0; i < 200; i++) {
      here.clock().advance(Duration.ofMinutes(1));
      guess(1, from("198.51.100." + i), ADA);
    }
    Refusal refusal = refusalOf(() -> logIn(from("203.0.113.1"), ADA, WRONG));
    assertThat(refusal.code()).isEqualTo("slow_down");
    assertThat(refusal.retryAfter().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void letsWhoIsKnownThereInWhateverOthersDo() {
    logIn(HOME, ADA, RIGHT);
    for (int i = 0; i < 200; i++) {
      here.clock().advance(Duration.ofMinutes(1));
      guess(1, from("198.51.100." + i), ADA);
    }
    for (int i = 0; i < 20; i++) {
      guess(1, HOME, EmailAddress.parse("user" + i + "@example.org"));
    }
    assertThat(codeOf(() -> logIn(HOME, NOBODY, WRONG))).isEqualTo("slow_down");
    assertThat(logIn(HOME, ADA, RIGHT)).isNotNull();
    here.clock().advance(LogInGuard.KNOWN_FOR);
    guess(1, from("203.0.113.1"), ADA);
  }

  /** Nobody may see who lives at an address by guessing from it. */
  @Test
  void answersNoWiserWhereSomebodyIsKnown() {
    logIn(HOME, ADA, RIGHT);
    for (int i = 0; i < 20; i++) {
      guess(1, HOME, EmailAddress.parse("user" + i + "@example.org"));
    }
    for (int i = 0; i < 10; i++) {
      int before = hasher.checked().size();
      Refusal known = refusalOf(() -> logIn(HOME, ADA, WRONG));
      int forKnown = hasher.checked().size() - before;
      Refusal unknown = refusalOf(() -> logIn(HOME, NOBODY, WRONG));
      assertThat(hasher.checked().size() - before - forKnown).as("as costly").isEqualTo(forKnown);
      assertThat(known.code()).isEqualTo(unknown.code()).isEqualTo("slow_down");
      assertThat(known.detail()).isEqualTo(unknown.detail());
      assertThat(known.retryAfter()).isEqualTo(unknown.retryAfter());
      assertThat(known.kind()).isEqualTo(unknown.kind());
    }
  }

  @Test
  void letsNobodyInWhoIsNotKnownWhereAllHaveToWait() {
    for (int i = 0; i < 20; i++) {
      guess(1, HOME, EmailAddress.parse("user" + i + "@example.org"));
    }
    assertThat(codeOf(() -> logIn(HOME, ADA, RIGHT))).isEqualTo("slow_down");
    here.clock().advance(Duration.ofSeconds(1));
    assertThat(logIn(HOME, ADA, RIGHT)).isNotNull();
  }

  @Test
  void countsNoRightPassword() {
    for (int i = 0; i < 100; i++) {
      logIn(HOME, ADA, RIGHT);
    }
    guess(4, HOME, ADA);
    logIn(HOME, ADA, RIGHT);
    guess(5, HOME, ADA);
  }

  @Test
  void isNoFasterForManyAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<String> attempt = () -> codeOf(() -> logIn(ATTACKER, ADA, WRONG));
      List<Future<String>> attempts =
          threads.invokeAll(IntStream.range(0, 24).mapToObj(i -> attempt).toList());
      int looked = 0;
      for (Future<String> each : attempts) {
        looked += each.get().equals("wrong_credentials") ? 1 : 0;
      }
      assertThat(looked).isEqualTo(5);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void countsNothingWhereNobodyLookedAtThePassword() {
    hasher.setBusy(true);
    for (int i = 0; i < 30; i++) {
      assertThat(codeOf(() -> logIn(ATTACKER, ADA, WRONG))).isEqualTo("too_many_logins");
    }
    hasher.setBusy(false);
    assertThat(logIn(ATTACKER, ADA, RIGHT)).isNotNull();
  }

  private void guess(int times, Actor who, EmailAddress whose) {
    for (int i = 0; i < times; i++) {
      assertThat(codeOf(() -> logIn(who, whose, WRONG))).isEqualTo("wrong_credentials");
    }
  }

  private LogIn.Outcome logIn(Actor who, EmailAddress email, Password password) {
    return logIn.execute(who, new LogIn.Command(email, password));
  }

  private static Actor from(String ip) {
    return new Actor.Anonymous(new Actor.Origin(Optional.of(ip), Optional.empty()));
  }
}
