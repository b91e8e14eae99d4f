package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifyEmailTest {
  private static final EmailAddress ADA = EmailAddress.parse("ada@example.org");
  private static final EmailAddress NEW = EmailAddress.parse("ada@new.example");

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final VerifyEmail verify = here.identity().verifyEmail();
  private final User ada = signUp(ADA);

  @Test
  void asksWhoSignsUpAndTakesTheLetterAsProof() {
    assertThat(ada.emailVerified()).isFalse();
    assertThat(here.post().lettersTo(ADA))
        .singleElement()
        .extracting(Letter::subject)
        .isEqualTo("VerifyEmail");
    User verified = verify.execute(here.post().newestTokenTo(ADA));
    assertThat(verified)
        .isEqualTo(new User(ada.id(), ADA, ada.name(), true, ada.createdAt()))
        .isEqualTo(stored());
  }

  @Test
  void takesATokenOnce() {
    String token = here.post().newestTokenTo(ADA);
    verify.execute(token);
    assertThat(codeOf(() -> verify.execute(token))).isEqualTo("invalid_token_in_link");
  }

  @Test
  void takesATokenForADay() {
    String token = here.post().newestTokenTo(ADA);
    here.clock().advance(Duration.ofHours(24));
    assertThat(codeOf(() -> verify.execute(token))).isEqualTo("invalid_token_in_link");
    assertThat(stored().emailVerified()).isFalse();
  }

  @Test
  void saysTheSameOfEveryTokenThatIsNone() {
    String mine = here.post().newestTokenTo(ADA);
    Refusal unknown =
        refusalOf(() -> verify.execute(here.opaqueTokens().create(Kind.VERIFY_EMAIL).token()));
    assertThat(unknown.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(unknown.errors()).extracting(Refusal.FieldError::field).containsExactly("token");
    for (String none :
        List.of(
            "",
            "cfv_nonsense",
            mine + "x",
            mine.replace("cfv_", "cfp_"),
            here.opaqueTokens().create(Kind.RESET_PASSWORD).token())) {
      assertThat(refusalOf(() -> verify.execute(none)))
          .usingRecursiveComparison()
          .isEqualTo(unknown);
    }
  }

  @Test
  void givesAnAccountTheAddressThatWasAskedForAndTellsTheOldOne() {
    ask(NEW);
    assertThat(stored().email()).as("until it is proven").contains(ADA);
    verify.execute(here.post().newestTokenTo(NEW));
    assertThat(stored()).isEqualTo(new User(ada.id(), NEW, ada.name(), true, ada.createdAt()));
    assertThat(here.post().lettersTo(ADA))
        .extracting(Letter::subject)
        .containsExactly("VerifyEmail", "EmailChanged");
  }

  @Test
  void takesTheNewestLetterAlone() {
    String first = here.post().newestTokenTo(ADA);
    ask(NEW);
    assertThat(codeOf(() -> verify.execute(first))).isEqualTo("invalid_token_in_link");
    verify.execute(here.post().newestTokenTo(NEW));
  }

  @Test
  void givesNobodyAnAddressThatAnotherAccountHasGotMeanwhile() {
    ask(NEW);
    String token = here.post().newestTokenTo(NEW);
    signUp(NEW);
    assertThat(codeOf(() -> verify.execute(token))).isEqualTo("email_taken");
    assertThat(stored()).isEqualTo(ada);
  }

  private User signUp(EmailAddress email) {
    SignUp.Command command =
        new SignUp.Command(
            email, Password.chosen("password", "four random words"), PersonName.parse("Ada"));
    return here.signUp().execute(ANYBODY, command).user();
  }

  private void ask(EmailAddress email) {
    here.world()
        .transactions()
        .required(
            () -> {
              here.identity().verifier().ask(ada, email);
              return email;
            });
  }

  private User stored() {
    return here.world().users().find(ada.id()).orElseThrow();
  }
}
