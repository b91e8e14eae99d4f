package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.domain.identity.User;

/** An address, and that it is known to be its user's. */
record EmailView(String email, boolean emailVerified) {
  static EmailView of(User user) {
    return new EmailView(user.email().orElseThrow().value(), user.emailVerified());
  }
}
