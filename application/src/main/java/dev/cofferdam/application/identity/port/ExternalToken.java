package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a token of another issuer says, once it was verified.
 *
 * @param issuedAt when the issuer said so; the epoch where it doesn't tell
 * @param claims all claims that are a string, a whole number or a truth value, as text
 */
public record ExternalToken(
    ExternalIdentity identity,
    Profile profile,
    Map<String, String> claims,
    Instant issuedAt,
    Instant expiresAt) {
  public ExternalToken {
    claims = Map.copyOf(claims);
  }

  /**
   * What the issuer says about the person. It identifies nobody.
   *
   * @param emailVerified whether the issuer says that the address is theirs
   */
  public record Profile(
      Optional<EmailAddress> email, boolean emailVerified, Optional<PersonName> name) {
    public static final Profile UNKNOWN = new Profile(Optional.empty(), false, Optional.empty());
    private static final PersonName NAMELESS = new PersonName("New user");

    /** What to call them: their name, or else what their e-mail address begins with. */
    public PersonName callName() {
      return name.or(() -> email.flatMap(Profile::beginning)).orElse(NAMELESS);
    }

    private static Optional<PersonName> beginning(EmailAddress email) {
      try {
        String local = email.value().substring(0, email.value().indexOf('@'));
        return Optional.of(PersonName.parse(local));
      } catch (Refusal notAName) {
        return Optional.empty();
      }
    }
  }
}
