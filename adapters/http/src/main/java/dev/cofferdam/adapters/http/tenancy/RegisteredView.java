package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.identity.UserView;
import dev.cofferdam.application.identity.TokenPair;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;

/** A new account, its org, and the tokens of its first session. Prints without them. */
record RegisteredView(
    @Schema(description = "The new account.") UserView user,
    @Schema(description = "The org that it owns.") PersonalOrg org,
    @Schema(
            description = "A JWT (RFC 7519) for `Authorization: Bearer`.",
            example = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln")
        String accessToken,
    @Schema(
            description = "How to use the access token (RFC 6750).",
            allowableValues = "Bearer",
            example = "Bearer")
        String tokenType,
    @Schema(
            description = "How long the access token lives, in seconds.",
            example = "900",
            minimum = "1")
        long expiresIn,
    @Schema(description = "Good for the next tokens, once.", example = "cfs_…")
        String refreshToken) {
  record PersonalOrg(
      @Schema(implementation = OrgId.class) String id,
      @Schema(implementation = OrgSlug.class) String slug,
      @Schema(implementation = OrgName.class) String name) {
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
