package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forgotten and changed passwords, and what else people change of their accounts. */
final class PasswordsTest {
  private static final EmailAddress ADA = EmailAddress.parse("ada@example.org");
  private static final EmailAddress NEW = EmailAddress.parse("ada@new.example");
  private static final EmailAddress NOBODY = EmailAddress.parse("nobody@example.org");
  private static final Password FIRST = Password.chosen("password", "four random words");
  private static final Password SECOND = Password.chosen("password", "five other words");

  private final CountingHasher hasher = new CountingHasher();
  private final InMemoryInstallation here = new InMemoryInstallation(new SequentialIds(), hasher);
  private final ForgotPassword forgot = here.identity().forgotPassword();
  private final ResetPassword reset = here.identity().resetPassword();
  private final ChangeAccount change = here.identity().changeAccount();
  private User ada;
  private Actor me;

  @BeforeEach
  void signUp() {
    SignUp.Outcome made =
        here.signUp().execute(ANYBODY, new SignUp.Command(ADA, FIRST, PersonName.parse("Ada")));
    ada = made.user();
    me = new Actor.SignedIn(ada.id(), made.tokens().session(), Actor.Origin.INSIDE);
  }

  @Test
  void setsANewPasswordByLetterAndEndsEverySession() {
    logIn(FIRST);
    String token = forgotten();
    reset.execute(new ResetPassword.Command(token, SECOND));
    assertThat(here.world().sessions().live(ada.id(), here.clock().instant())).isEmpty();
    assertThat(codeOf(() -> logIn(FIRST))).isEqualTo("wrong_credentials");
    assertThat(logIn(SECOND).user().emailVerified()).as("who reads the letter").isTrue();
    assertThat(here.post().subjectsTo(ADA))
        .containsExactly("VerifyEmail", "ResetPassword", "PasswordChanged");
  }

  @Test
  void takesATokenOnceAndForAnHour() {
    String first = forgotten();
    reset.execute(new ResetPassword.Command(first, SECOND));
    assertThat(codeOf(() -> reset.execute(new ResetPassword.Command(first, FIRST))))
        .isEqualTo("invalid_token_in_link");
    String second = forgotten();
    here.clock().advance(Duration.ofHours(1));
    int hashes = hasher.made();
    assertThat(codeOf(() -> reset.execute(new ResetPassword.Command(second, FIRST))))
        .isEqualTo("invalid_token_in_link");
    assertThat(hasher.made()).as("nothing is hashed for who has no token").isEqualTo(hashes);
    assertThat(logIn(SECOND)).isNotNull();
  }

  @Test
  void takesTheNewestLetterAlone() {
    String first = forgotten();
    String second = forgotten();
    assertThat(codeOf(() -> reset.execute(new ResetPassword.Command(first, SECOND))))
        .isEqualTo("invalid_token_in_link");
    reset.execute(new ResetPassword.Command(second, SECOND));
  }

  @Test
  void doesTheSameForAnAddressThatHasNoAccount() {
    List<Integer> before = rows();
    forgot.execute(ANYBODY, ADA);
    List<Integer> known = rows();
    forgot.execute(ANYBODY, NOBODY);
    List<Integer> unknown = rows();
    for (int i = 0; i < before.size(); i++) {
      assertThat(unknown.get(i) - known.get(i))
          .isEqualTo(known.get(i) - before.get(i))
          .isEqualTo(1);
    }
    assertThat(here.post().lettersTo(NOBODY)).isEmpty();
    assertThat(here.post().subjectsTo(ADA)).endsWith("ResetPassword");
    assertThat(here.world().letters().waiting()).isEmpty();
  }

  @Test
  void slowsDownWhoWouldFillAMailboxWhetherThereIsAnAccountOrNot() {
    for (EmailAddress email : List.of(ADA, NOBODY)) {
      for (int i = 0; i < 3; i++) {
        forgot.execute(ANYBODY, email);
      }
      Refusal refusal = refusalOf(() -> forgot.execute(ANYBODY, email));
      assertThat(refusal.code()).isEqualTo("slow_down");
      assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(1));
    }
  }

  @Test
  void changesAPasswordForWhoKnowsItAndEndsTheOtherSessions() {
    logIn(FIRST);
    String token = forgotten();
    change.execute(me, password(SECOND, FIRST));
    assertThat(here.world().sessions().live(ada.id(), here.clock().instant()))
        .singleElement()
        .satisfies(session -> assertThat(session.id()).isEqualTo(((Actor.SignedIn) me).session()));
    assertThat(codeOf(() -> reset.execute(new ResetPassword.Command(token, FIRST))))
        .isEqualTo("invalid_token_in_link");
    assertThat(logIn(SECOND)).isNotNull();
    assertThat(here.post().subjectsTo(ADA)).endsWith("PasswordChanged");
  }

  @Test
  void changesNothingForWhoDoesNotKnowThePassword() {
    assertThat(codeOf(() -> change.execute(me, password(SECOND, SECOND))))
        .isEqualTo("wrong_password");
    Refusal missing =
        refusalOf(
            () ->
                change.execute(
                    me,
                    new ChangeAccount.Command(
                        Optional.of(PersonName.parse("Eve")),
                        Optional.of(NEW),
                        Optional.empty(),
                        Optional.empty())));
    assertThat(missing.errors())
        .extracting(Refusal.FieldError::field)
        .containsExactly("current_password");
    assertThat(stored()).isEqualTo(ada);
    assertThat(logIn(FIRST)).isNotNull();
    for (int i = 0; i < 5; i++) {
      assertThat(codeOf(() -> change.execute(me, password(SECOND, SECOND))))
          .isEqualTo("wrong_password");
    }
    assertThat(codeOf(() -> change.execute(me, password(SECOND, FIRST)))).isEqualTo("slow_down");
  }

  /** Who had somebody's session for a while must not get their account when it is over. */
  @Test
  void aResetEndsWhatWasAskedForInASession() {
    change.execute(me, address(NEW, FIRST));
    String pending = here.post().newestTokenTo(NEW);
    reset.execute(new ResetPassword.Command(forgotten(), SECOND));
    assertThat(codeOf(() -> here.identity().verifyEmail().execute(pending)))
        .isEqualTo("invalid_token_in_link");
    assertThat(stored().email()).contains(ADA);
  }

  @Test
  void anotherPasswordEndsALetterForAnotherAddressAndAsksForProofOfTheOwnAnew() {
    change.execute(me, address(NEW, FIRST));
    String pending = here.post().newestTokenTo(NEW);
    change.execute(me, password(SECOND, FIRST));
    assertThat(codeOf(() -> here.identity().verifyEmail().execute(pending)))
        .isEqualTo("invalid_token_in_link");
    assertThat(here.post().subjectsTo(ADA)).endsWith("VerifyEmail", "PasswordChanged");
    here.identity().resendVerification().execute(me);
    here.identity().verifyEmail().execute(here.post().newestTokenTo(ADA));
    assertThat(stored().emailVerified()).isTrue();
    here.clock().advance(Duration.ofMinutes(1));
    change.execute(
        me,
        new ChangeAccount.Command(
            Optional.empty(), Optional.of(NEW), Optional.of(FIRST), Optional.of(SECOND)));
    here.identity().verifyEmail().execute(here.post().newestTokenTo(NEW));
    assertThat(stored().email()).as("what is asked for together holds").contains(NEW);
  }

  @Test
  void aLogInThatIsUnderWayDoesNotOutliveAReset() {
    String token = forgotten();
    hasher.afterNextCheck(() -> reset.execute(new ResetPassword.Command(token, SECOND)));
    assertThat(codeOf(() -> logIn(FIRST))).isEqualTo("wrong_credentials");
    assertThat(here.world().sessions().live(ada.id(), here.clock().instant())).isEmpty();
  }

  @Test
  void aChangeThatIsUnderWayDoesNotOverwriteAReset() {
    String token = forgotten();
    Password third = Password.chosen("password", "of eve and nobody else");
    hasher.afterNextCheck(() -> reset.execute(new ResetPassword.Command(token, SECOND)));
    assertThat(codeOf(() -> change.execute(me, password(third, FIRST)))).isEqualTo("invalid_token");
    assertThat(codeOf(() -> logIn(third))).isEqualTo("wrong_credentials");
    assertThat(logIn(SECOND)).isNotNull();
  }

  @Test
  void aChangeThatIsUnderWayDoesNotOverwriteAnotherOfTheSameSession() {
    Password third = Password.chosen("password", "of eve and nobody else");
    hasher.afterNextCheck(() -> change.execute(me, password(SECOND, FIRST)));
    assertThat(codeOf(() -> change.execute(me, password(third, FIRST))))
        .isEqualTo("wrong_password");
    assertThat(logIn(SECOND)).isNotNull();
  }

  @Test
  void aSessionThatWasEndedMeanwhileChangesNothing() {
    Actor.SignedIn signedIn = (Actor.SignedIn) me;
    here.identity().endSession().execute(me, signedIn.session());
    assertThat(
            codeOf(
                () ->
                    change.execute(
                        me,
                        new ChangeAccount.Command(
                            Optional.of(PersonName.parse("Eve")),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()))))
        .isEqualTo("invalid_token");
    assertThat(stored()).isEqualTo(ada);
  }

  @Test
  void refusesPasswordsThatAreAboutTheirOwner() {
    Password mine = Password.chosen("password", "Ada@Example.ORG");
    String token = forgotten();
    assertThat(codeOf(() -> reset.execute(new ResetPassword.Command(token, mine))))
        .isEqualTo("invalid_field");
    reset.execute(new ResetPassword.Command(token, SECOND));
    me = new Actor.SignedIn(ada.id(), logIn(SECOND).tokens().session(), Actor.Origin.INSIDE);
    assertThat(codeOf(() -> change.execute(me, password(mine, SECOND)))).isEqualTo("invalid_field");
    assertThat(
            codeOf(
                () ->
                    here.signUp()
                        .execute(
                            ANYBODY,
                            new SignUp.Command(
                                NEW,
                                Password.chosen("password", "augusta  ADA-King"),
                                PersonName.parse("Augusta Ada King")))))
        .isEqualTo("invalid_field");
  }

  @Test
  void countsNoAttemptWhereNobodyLookedAtThePassword() {
    hasher.setBusy(true);
    for (int i = 0; i < 30; i++) {
      assertThat(codeOf(() -> change.execute(me, password(SECOND, FIRST))))
          .isEqualTo("too_many_logins");
    }
    hasher.setBusy(false);
    change.execute(me, password(SECOND, FIRST));
  }

  @Test
  void changesANameAtOnceAndAnAddressWhenItsLetterIsAnswered() {
    String token = forgotten();
    change.execute(
        me,
        new ChangeAccount.Command(
            Optional.of(PersonName.parse("Countess")),
            Optional.of(NEW),
            Optional.empty(),
            Optional.of(FIRST)));
    assertThat(stored().name()).hasToString("Countess");
    assertThat(stored().email()).contains(ADA);
    here.identity().verifyEmail().execute(here.post().newestTokenTo(NEW));
    assertThat(stored().email()).contains(NEW);
    assertThat(codeOf(() -> reset.execute(new ResetPassword.Command(token, SECOND))))
        .as("a link that went to the old address")
        .isEqualTo("invalid_token_in_link");
    assertThat(here.post().subjectsTo(ADA)).endsWith("EmailChanged");
  }

  @Test
  void changesANameWithoutThePassword() {
    change.execute(
        me,
        new ChangeAccount.Command(
            Optional.of(PersonName.parse("Countess")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertThat(stored().name()).hasToString("Countess");
    assertThat(codeOf(() -> change.execute(ANYBODY, password(SECOND, FIRST))))
        .isEqualTo("unauthenticated");
  }

  @Test
  void sendsTheLetterThatAsksForProofAgainButNotForever() {
    ResendVerification resend = here.identity().resendVerification();
    resend.execute(me);
    resend.execute(me);
    assertThat(codeOf(() -> resend.execute(me))).isEqualTo("slow_down");
    here.clock().advance(Duration.ofMinutes(1));
    resend.execute(me);
    assertThat(here.post().subjectsTo(ADA)).hasSize(4).containsOnly("VerifyEmail");
    here.identity().verifyEmail().execute(here.post().newestTokenTo(ADA));
    resend.execute(me);
    assertThat(here.post().subjectsTo(ADA)).as("once it is known").hasSize(4);
  }

  @Test
  void tellsWhoHasAnAccountThatSomebodySignsUpWithTheirAddressUnlessTheyDontCare() {
    signUpAgain();
    signUpAgain();
    assertThat(here.post().subjectsTo(ADA)).containsExactly("VerifyEmail", "AlreadySignedUp");
    here.identity().setNotifications().execute(me, EnumSet.of(Topic.SIGN_UP_ATTEMPTS));
    assertThat(here.identity().showNotifications().execute(me))
        .containsExactly(Topic.SIGN_UP_ATTEMPTS);
    here.clock().advance(Duration.ofHours(1));
    signUpAgain();
    assertThat(here.post().subjectsTo(ADA)).hasSize(2);
    here.identity().setNotifications().execute(me, EnumSet.noneOf(Topic.class));
    here.clock().advance(Duration.ofDays(1));
    signUpAgain();
    assertThat(here.post().subjectsTo(ADA)).hasSize(3);
  }

  private void signUpAgain() {
    int hashes = hasher.made();
    Refusal refused =
        refusalOf(
            () ->
                here.signUp()
                    .execute(ANYBODY, new SignUp.Command(ADA, SECOND, PersonName.parse("Eve"))));
    assertThat(refused.code()).isEqualTo("email_taken");
    here.signUp().refused(refused, ADA);
    assertThat(hasher.made()).isEqualTo(hashes);
  }

  private String forgotten() {
    forgot.execute(ANYBODY, ADA);
    return here.post().newestTokenTo(ADA);
  }

  private static ChangeAccount.Command address(EmailAddress changed, Password current) {
    return new ChangeAccount.Command(
        Optional.empty(), Optional.of(changed), Optional.empty(), Optional.of(current));
  }

  private static ChangeAccount.Command password(Password changed, Password current) {
    return new ChangeAccount.Command(
        Optional.empty(), Optional.empty(), Optional.of(changed), Optional.of(current));
  }

  /** How many letters and events wait. */
  private List<Integer> rows() {
    return List.of(here.world().letters().waiting().size(), here.world().outbox().waiting().size());
  }

  private LogIn.Outcome logIn(Password password) {
    return here.identity().logIn().execute(ANYBODY, new LogIn.Command(ADA, password));
  }

  private User stored() {
    return here.world().users().find(ada.id()).orElseThrow();
  }
}
