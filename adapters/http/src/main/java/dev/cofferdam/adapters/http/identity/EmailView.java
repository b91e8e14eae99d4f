package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import io.swagger.v3.oas.annotations.media.Schema;

/** An address, and that it is known to be its user's. */
record EmailView(
    @Schema(implementation = EmailAddress.class) String email,
    @Schema(description = "Whether the address was shown to be theirs.") boolean emailVerified) {
  static EmailView of(User user) {
    return new EmailView(user.email().orElseThrow().value(), user.emailVerified());
  }
}
