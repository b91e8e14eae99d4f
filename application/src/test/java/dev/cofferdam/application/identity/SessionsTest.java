package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How sessions begin, go on and end: log in, refresh, authenticate, log out. */
final class SessionsTest {
  private static final EmailAddress ADA = EmailAddress.parse("ada@example.org");
  private static final Password PASSWORD = Password.chosen("password", "four random words");
  private static final Password WRONG = Password.typed("password", "five random words");

  private final CountingHasher hasher = new CountingHasher();
  private final InMemoryInstallation here = new InMemoryInstallation(new SequentialIds(), hasher);
  private final LogIn logIn = here.identity().logIn();
  private final RefreshSession refresh = here.identity().refreshSession();
  private final Authenticate authenticate =
      new Authenticate(
          here.accessTokens(), here.liveSessions(), here.keySignIn(), here.externalSignIn());
  private final LogOut logOut = here.identity().logOut();
  private User ada;

  @BeforeEach
  void signUp() {
    ada =
        here.signUp()
            .execute(ANYBODY, new SignUp.Command(ADA, PASSWORD, PersonName.parse("Ada")))
            .user();
  }

  @Test
  void logsInWithTheRightPassword() {
    LogIn.Outcome outcome = logIn();
    assertThat(outcome.user()).isEqualTo(ada);
    assertThat(actorOf(outcome.tokens()).user()).isEqualTo(ada.id());
  }

  @Test
  void opensASessionOfItsOwnWithEveryLogIn() {
    assertThat(actorOf(logIn().tokens()).session())
        .isNotEqualTo(actorOf(logIn().tokens()).session());
  }

  @Test
  void saysTheSameOfAnUnknownAddressAndAWrongPassword() {
    Refusal wrong = refusalOf(() -> logIn.execute(ANYBODY, new LogIn.Command(ADA, WRONG)));
    Refusal unknown = refusalOf(() -> logIn.execute(ANYBODY, unknownAddress()));
    assertThat(wrong.code()).isEqualTo("wrong_credentials");
    assertThat(wrong.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
    assertThat(unknown).usingRecursiveComparison().isEqualTo(wrong);
  }

  @Test
  void doesTheSameWorkForAnUnknownAddressAsForAWrongPassword() {
    refusalOf(() -> logIn.execute(ANYBODY, new LogIn.Command(ADA, WRONG)));
    List<PasswordHash> forWrong = hasher.checked();
    refusalOf(() -> logIn.execute(ANYBODY, unknownAddress()));
    assertThat(forWrong).hasSize(1).doesNotContain(hasher.decoy());
    assertThat(hasher.checked()).hasSize(2).endsWith(hasher.decoy());
  }

  @Test
  void saysWhoIsBehindAnAccessToken() {
    TokenPair tokens = logIn().tokens();
    Actor.SignedIn actor = actorOf(tokens);
    assertThat(actor.user()).isEqualTo(ada.id());
    assertThat(actor.origin()).isEqualTo(Actor.Origin.INSIDE);
    here.clock().advance(AccessTokens.LIFETIME);
    assertThat(codeOf(() -> actorOf(tokens))).isEqualTo("expired_token");
    assertThat(codeOf(() -> actorOf(new TokenPair(tokens.session(), "forged", ""))))
        .isEqualTo("invalid_token");
  }

  @Test
  void exchangesARefreshTokenForNewTokensOfTheSameSession() {
    TokenPair first = logIn().tokens();
    TokenPair second = refresh.execute(ANYBODY, first.refreshToken());
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(actorOf(second)).isEqualTo(actorOf(first));
    assertThat(refresh.execute(ANYBODY, second.refreshToken())).isNotNull();
  }

  @Test
  void endsTheWholeSessionWhenARefreshTokenComesBack() {
    TokenPair first = logIn().tokens();
    TokenPair bystander = logIn().tokens();
    TokenPair second = refresh.execute(ANYBODY, first.refreshToken());
    assertThat(codeOf(() -> refresh.execute(ANYBODY, first.refreshToken())))
        .isEqualTo("invalid_refresh_token");
    assertThat(codeOf(() -> refresh.execute(ANYBODY, second.refreshToken())))
        .as("the successor")
        .isEqualTo("invalid_refresh_token");
    assertThat(codeOf(() -> actorOf(second))).isEqualTo("invalid_token");
    assertThat(codeOf(() -> actorOf(first))).isEqualTo("invalid_token");
    assertThat(actorOf(bystander).user()).as("another session").isEqualTo(ada.id());
  }

  @Test
  void givesTokensToOneOfTwoWhoPresentATokenAtOnceAndEndsTheSession() throws Exception {
    TokenPair first = logIn().tokens();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Boolean> attempt =
          () -> {
            try {
              refresh.execute(ANYBODY, first.refreshToken());
              return true;
            } catch (Refusal refused) {
              return false;
            }
          };
      long won = 0;
      for (Future<Boolean> future : threads.invokeAll(List.of(attempt, attempt))) {
        won += future.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(codeOf(() -> actorOf(first))).isEqualTo("invalid_token");
  }

  @Test
  void refusesRefreshTokensThatNobodyGaveOut() {
    String unknown = here.opaqueTokens().create(OpaqueTokens.Kind.REFRESH).token();
    assertThat(codeOf(() -> refresh.execute(ANYBODY, unknown))).isEqualTo("invalid_refresh_token");
    assertThat(codeOf(() -> refresh.execute(ANYBODY, "cfs_nonsense"))).isEqualTo("malformed_token");
    assertThat(codeOf(() -> refresh.execute(ANYBODY, ""))).isEqualTo("malformed_token");
  }

  @Test
  void lastsThirtyDaysFromTheLastRefresh() {
    TokenPair first = logIn().tokens();
    here.clock().advance(Duration.ofDays(30).minusSeconds(1));
    TokenPair second = refresh.execute(ANYBODY, first.refreshToken());
    here.clock().advance(Duration.ofDays(30).minusSeconds(1));
    TokenPair third = refresh.execute(ANYBODY, second.refreshToken());
    here.clock().advance(Duration.ofDays(30));
    assertThat(codeOf(() -> refresh.execute(ANYBODY, third.refreshToken())))
        .isEqualTo("invalid_refresh_token");
  }

  @Test
  void endsTheSessionThatLogsOutAndNoOther() {
    TokenPair first = logIn().tokens();
    TokenPair second = logIn().tokens();
    Actor.SignedIn leaver = actorOf(first);
    logOut.execute(leaver);
    assertThat(here.revoked()).containsExactly(new Revocation.OfSession(leaver.session()));
    assertThat(codeOf(() -> actorOf(first))).isEqualTo("invalid_token");
    assertThat(codeOf(() -> refresh.execute(ANYBODY, first.refreshToken())))
        .isEqualTo("invalid_refresh_token");
    assertThat(actorOf(second).user()).isEqualTo(ada.id());
  }

  @Test
  void refusesToLogOutWhoHasNotSignedIn() {
    assertThat(codeOf(() -> logOut.execute(ANYBODY))).isEqualTo("unauthenticated");
  }

  @Test
  void printsWithoutTokensAndPasswords() {
    TokenPair tokens = logIn().tokens();
    LogIn.Command command = new LogIn.Command(ADA, PASSWORD);
    Authenticate.Command presented =
        new Authenticate.Command(tokens.accessToken(), Actor.Origin.INSIDE);
    assertThat(tokens + "" + command + presented + logIn())
        .doesNotContain(tokens.accessToken())
        .doesNotContain(tokens.refreshToken())
        .doesNotContain(PASSWORD.reveal());
  }

  private LogIn.Outcome logIn() {
    return logIn.execute(ANYBODY, new LogIn.Command(ADA, PASSWORD));
  }

  private static LogIn.Command unknownAddress() {
    return new LogIn.Command(EmailAddress.parse("bob@example.org"), PASSWORD);
  }

  private Actor.SignedIn actorOf(TokenPair tokens) {
    return (Actor.SignedIn)
        authenticate.execute(new Authenticate.Command(tokens.accessToken(), Actor.Origin.INSIDE));
  }

  @Test
  void listsWhereSomebodyIsSignedInAndEndsOneOfThose() {
    LogIn.Outcome browser =
        here.identity()
            .logIn()
            .execute(from("2001:db8::1", "Browser/7\u0000 (\u00e9) \r\nX: y"), adasLogIn());
    LogIn.Outcome cli =
        here.identity().logIn().execute(from("192.0.2.1", "c".repeat(5_000)), adasLogIn());
    Actor.SignedIn me = actorOf(browser.tokens());
    List<ListSessions.Shown> shown = here.identity().listSessions().execute(me);
    assertThat(shown).hasSize(3).filteredOn(ListSessions.Shown::current).hasSize(1);
    ListSessions.Shown current =
        shown.stream().filter(ListSessions.Shown::current).findFirst().orElseThrow();
    assertThat(current.session().id()).isEqualTo(me.session());
    assertThat(current.session().lastUse().ip()).contains("2001:db8::1");
    assertThat(current.session().lastUse().userAgent()).contains("Browser/7 () X: y");
    assertThat(shown)
        .extracting(each -> each.session().lastUse().userAgent())
        .contains(Optional.of("c".repeat(200)), Optional.empty());

    here.identity().endSession().execute(me, cli.tokens().session());
    assertThat(codeOf(() -> actorOf(cli.tokens()))).isEqualTo("invalid_token");
    assertThat(here.identity().listSessions().execute(me)).hasSize(2);
    assertThat(codeOf(() -> here.identity().endSession().execute(me, cli.tokens().session())))
        .isEqualTo("session_not_found");
  }

  @Test
  void endsNoSessionOfSomebodyElse() {
    Actor.SignedIn me = actorOf(logIn().tokens());
    Actor stranger = here.given().actor(here.given().user());
    assertThat(codeOf(() -> here.identity().endSession().execute(stranger, me.session())))
        .isEqualTo("session_not_found");
    assertThat(here.identity().listSessions().execute(stranger)).isEmpty();
    assertThat(actorOf(logIn().tokens()).user()).isEqualTo(ada.id());
  }

  @Test
  void remembersWhenAndFromWhereASessionWasRefreshed() {
    TokenPair first = logIn().tokens();
    here.clock().advance(Duration.ofHours(1));
    refresh.execute(from("192.0.2.9", "cli/2"), first.refreshToken());
    assertThat(here.identity().listSessions().execute(actorOf(logIn().tokens())))
        .filteredOn(each -> each.session().id().equals(first.session()))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.session().lastUse().at()).isEqualTo(here.clock().instant());
              assertThat(each.session().lastUse().userAgent()).contains("cli/2");
            });
  }

  @Test
  void forgetsWhatHasBeenOverForAMonth() {
    TokenPair ended = logIn().tokens();
    logOut.execute(actorOf(ended));
    here.clock().advance(ForgetExpired.SESSIONS_KEPT);
    TokenPair live = logIn().tokens();
    here.identity().forgetExpired().execute();
    assertThat(known(ended)).isTrue();
    here.clock().advance(Duration.ofSeconds(1));
    here.identity().forgetExpired().execute();
    assertThat(known(ended)).isFalse();
    assertThat(known(live)).isTrue();
  }

  private boolean known(TokenPair tokens) {
    return here.world()
        .transactions()
        .required(
            () ->
                here.world()
                    .sessions()
                    .findForUse(
                        here.opaqueTokens().hash(OpaqueTokens.Kind.REFRESH, tokens.refreshToken())))
        .isPresent();
  }

  private static LogIn.Command adasLogIn() {
    return new LogIn.Command(ADA, PASSWORD);
  }

  private static Actor from(String ip, String userAgent) {
    return new Actor.Anonymous(
        new Actor.Origin(Optional.of(ip), Optional.empty(), Optional.of(userAgent)));
  }
}
