package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * A user, as they see themselves.
 *
 * @param email null where another issuer vouches for them and names none
 */
public record UserView(
    @Schema(implementation = UserId.class) String id,
    @Schema(
            implementation = EmailAddress.class,
            description = "Null where another issuer vouches for them and names none.")
        Optional<String> email,
    @Schema(implementation = PersonName.class) String name,
    @Schema(description = "Whether the address was shown to be theirs.") boolean emailVerified,
    @Schema(description = "When the account was made.") Instant createdAt) {
  public static UserView of(User user) {
    return new UserView(
        user.id().toString(),
        user.email().map(EmailAddress::value),
        user.name().value(),
        user.emailVerified(),
        user.createdAt());
  }
}
