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
    assertThat(
            codeOf(
                () ->
                    here.signUp()
                        .execute(
                            ANYBODY, new SignUp.Command(ADA, SECOND, PersonName.parse("Eve")))))
        .isEqualTo("email_taken");
    assertThat(hasher.made()).isEqualTo(hashes);
  }

  private String forgotten() {
    forgot.execute(ANYBODY, ADA);
    return here.post().newestTokenTo(ADA);
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
