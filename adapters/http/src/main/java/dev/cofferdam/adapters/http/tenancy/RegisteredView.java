package dev.cofferdam.adapters.http.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.adapters.http.identity.UserView;
import dev.cofferdam.application.identity.TokenPair;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * A new account, its org, and the tokens of its first session. Prints without them.
 *
 * @param checkoutUrl put in when everything is committed, and never kept with the answer
 */
record RegisteredView(
    @Schema(description = "The new account.") UserView user,
    @Schema(description = "Its personal org, or the one that it was invited into.") FirstOrg org,
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
    @Schema(description = "Good for the next tokens, once.", example = "cfs_…") String refreshToken,
    @Schema(
            description = "Where to pay for the plan that was asked for, if that is paid here.",
            format = "uri",
            example = "https://checkout.example/pay/1")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> checkoutUrl) {
  record FirstOrg(
      @Schema(implementation = OrgId.class) String id,
      @Schema(implementation = OrgSlug.class) String slug,
      @Schema(implementation = OrgName.class) String name) {
    static FirstOrg of(Org org) {
      return new FirstOrg(org.id().toString(), org.slug().value(), org.name().value());
    }
  }

  static RegisteredView of(SignUp.Outcome outcome) {
    TokenPair tokens = outcome.tokens();
    return new RegisteredView(
        UserView.of(outcome.user()),
        FirstOrg.of(outcome.org()),
        tokens.accessToken(),
        "Bearer",
        tokens.expiresIn().toSeconds(),
        tokens.refreshToken(),
        Optional.empty());
  }

  @Override
  public String toString() {
    return "RegisteredView[" + user.id() + "]";
  }
}
