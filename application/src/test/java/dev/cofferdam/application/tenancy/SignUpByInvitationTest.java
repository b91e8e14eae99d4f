package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signing up with an invitation in hand, or without the one that there is. */
final class SignUpByInvitationTest {
  private final InvitationGuests guests = new InvitationGuests();
  private final InMemoryInstallation here = guests.here;
  private final EmailAddress eve = guests.address();
  private final String token = guests.tokenFor(eve);

  @Test
  void joinsTheOrgInsteadOfMakingOne() {
    SignUp.Outcome made = signUp(eve, token);
    assertThat(made.org().id()).isEqualTo(guests.org);
    assertThat(guests.roleOf(made.user().id())).contains(Role.MEMBER);
    assertThat(here.world().orgs().of(made.user().id())).hasSize(1);
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.ACCEPTED);
  }

  @Test
  void takesTheTokenForAProofOfTheAddress() {
    SignUp.Outcome made = signUp(eve, token);
    assertThat(made.user().emailVerified()).isTrue();
    assertThat(here.post().subjectsTo(eve)).containsExactly("Invitation");
  }

  @Test
  void joinsNothingWithoutTheToken() {
    SignUp.Outcome made =
        here.signUp().execute(ANYBODY, command(eve, Optional.empty(), Optional.empty()));
    assertThat(made.org().id()).isNotEqualTo(guests.org);
    assertThat(made.user().emailVerified()).isFalse();
    assertThat(guests.roleOf(made.user().id())).isEmpty();
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.PENDING);
  }

  @Test
  void isForTheInvitedAddressAlone() {
    EmailAddress mallory = guests.address();
    assertThat(fieldOf(mallory, token)).isEqualTo("email");
    assertNothingWasMade(mallory);
    assertThat(guests.statusOf(token)).isEqualTo(InvitationStatus.PENDING);
  }

  @Test
  void refusesTokensThatAreNoneAnyMore() {
    guests.invite(guests.owner, eve, Role.ADMIN);
    assertThat(fieldOf(eve, token)).isEqualTo("invitation_token");
    assertThat(fieldOf(eve, token.substring(1))).isEqualTo("invitation_token");
    assertThat(fieldOf(eve, "")).isEqualTo("invitation_token");
    String newest = guests.newestToken(eve);
    here.clock().advance(Duration.ofDays(7));
    assertThat(fieldOf(eve, newest)).isEqualTo("invitation_token");
    assertNothingWasMade(eve);
  }

  @Test
  void refusesATokenThatWasUsed() {
    signUp(eve, token);
    assertThat(fieldOf(eve, token)).isEqualTo("invitation_token");
  }

  @Test
  void findsNoSeatWhereOthersTookTheLast() {
    guests.leaveSeats(0);
    assertThat(codeOf(() -> signUp(eve, token))).isEqualTo("seats_exhausted");
    assertNothingWasMade(eve);
  }

  @Test
  void makesNothingWhenTheInvitationEndsMeanwhile() {
    SignUp signUp = here.signUp();
    SignUp.Command ready = signUp.prepare(command(eve, Optional.empty(), Optional.of(token)));
    guests.invitations.decline().execute(ANYBODY, token);
    assertThat(codeOf(() -> signUp.execute(ANYBODY, ready))).isEqualTo("invalid_field");
    assertNothingWasMade(eve);
  }

  @Test
  void takesNoPlanAlong() {
    Refusal refusal =
        refusalOf(
            () ->
                here.signUp()
                    .execute(ANYBODY, command(eve, Optional.of("pro"), Optional.of(token))));
    assertThat(refusal.errors().get(0).field()).isEqualTo("plan");
    assertNothingWasMade(eve);
  }

  private SignUp.Outcome signUp(EmailAddress email, String which) {
    return here.signUp().execute(ANYBODY, command(email, Optional.empty(), Optional.of(which)));
  }

  private String fieldOf(EmailAddress email, String which) {
    return refusalOf(() -> signUp(email, which)).errors().get(0).field();
  }

  private void assertNothingWasMade(EmailAddress email) {
    assertThat(here.world().users().findByEmail(email)).isEmpty();
  }

  private static SignUp.Command command(
      EmailAddress email, Optional<String> plan, Optional<String> which) {
    return new SignUp.Command(
            email, Password.chosen("password", "four random words"), PersonName.parse("Eve"))
        .with(plan, which);
  }
}
