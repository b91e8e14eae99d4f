package dev.cofferdam.adapters.jose.identity;

import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a token says about the person: the standard claims of OpenID Connect Core 1.0 (section 5.1),
 * and where those have no name, Supabase's {@code user_metadata}. People write that themselves, so
 * it is never asked whether their e-mail address is verified.
 */
final class ClaimedProfile {
  private ClaimedProfile() {}

  static Profile of(Map<String, Object> claims) {
    Optional<EmailAddress> email = parse(claims.get("email"), EmailAddress::parse);
    boolean verified = "true".equals(String.valueOf(claims.get("email_verified")));
    return new Profile(email, email.isPresent() && verified, name(claims));
  }

  private static Optional<PersonName> name(Map<String, Object> claims) {
    Object metadata = claims.get("user_metadata");
    Map<?, ?> written = metadata instanceof Map<?, ?> map ? map : Map.of();
    return parse(claims.get("name"), PersonName::parse)
        .or(() -> parse(written.get("full_name"), PersonName::parse))
        .or(() -> parse(written.get("name"), PersonName::parse));
  }

  private static <T> Optional<T> parse(@Nullable Object claim, Function<String, T> parser) {
    try {
      return claim instanceof String text ? Optional.of(parser.apply(text)) : Optional.empty();
    } catch (Refusal cannotBe) {
      return Optional.empty();
    }
  }
}
