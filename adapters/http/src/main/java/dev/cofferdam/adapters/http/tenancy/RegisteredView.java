package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.identity.UserView;
import dev.cofferdam.application.identity.TokenPair;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.domain.tenancy.Org;

/** A new account, its org, and the tokens of its first session. Prints without them. */
record RegisteredView(
    UserView user,
    PersonalOrg org,
    String accessToken,
    String tokenType,
    long expiresIn,
    String refreshToken) {
  record PersonalOrg(String id, String slug, String name) {
    static PersonalOrg of(Org org) {
      return new PersonalOrg(org.id().toString(), org.slug().value(), org.name().value());
    }
  }

  static RegisteredView of(SignUp.Outcome outcome) {
    TokenPair tokens = outcome.tokens();
    return new RegisteredView(
        UserView.of(outcome.user()),
        PersonalOrg.of(outcome.org()),
        tokens.accessToken(),
        "Bearer",
        tokens.expiresIn().toSeconds(),
        tokens.refreshToken());
  }

  @Override
  public String toString() {
    return "RegisteredView[" + user.id() + "]";
  }
}
