package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import java.util.Optional;

/** What to call somebody whose issuer may not say their name. */
final class ExternalNames {
  private static final PersonName NAMELESS = new PersonName("New user");

  private ExternalNames() {}

  /** The name that was said; or else what their e-mail address begins with. */
  static PersonName nameOf(Profile profile) {
    return profile
        .name()
        .or(() -> profile.email().flatMap(ExternalNames::beginning))
        .orElse(NAMELESS);
  }

  private static Optional<PersonName> beginning(EmailAddress email) {
    try {
      return Optional.of(PersonName.parse(email.value().substring(0, email.value().indexOf('@'))));
    } catch (Refusal notAName) {
      return Optional.empty();
    }
  }
}
