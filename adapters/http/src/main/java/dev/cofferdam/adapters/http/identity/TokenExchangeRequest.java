package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.identity.ExchangeToken;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prints without the job's token. */
record TokenExchangeRequest(
    @Schema(
            description = "What is asked for; may be left out.",
            allowableValues = TokenExchangeRequest.GRANT,
            example = TokenExchangeRequest.GRANT)
        @Nullable String grantType,
    @Schema(
            description = "The job's own token.",
            example = "eyJ…",
            format = "password",
            maxLength = 8_192,
            requiredMode = REQUIRED)
        @Nullable String subjectToken,
    @Schema(
            description = "What the job's token is.",
            allowableValues = {TokenExchangeRequest.JWT, TokenExchangeRequest.ID_TOKEN},
            example = TokenExchangeRequest.JWT,
            requiredMode = REQUIRED)
        @Nullable String subjectTokenType,
    @Schema(
            description = "The service token's org: its slug or its id.",
            example = "adas-tools",
            maxLength = 100,
            requiredMode = REQUIRED)
        @Nullable String org,
    @Schema(implementation = ServiceTokenId.class, requiredMode = REQUIRED)
        @Nullable String serviceToken) {
  static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
  static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
  private static final UUID NOBODYS = new UUID(0, 0);

  /** An org or a service token that can't be is asked for as the one that nobody has. */
  ExchangeToken.Command command(ResolveOrg resolveOrg) {
    if (grantType != null && !grantType.equals(GRANT)) {
      throw Refusal.invalid("grant_type", "must be " + GRANT + " where it is given");
    }
    String token = required("subject_token", subjectToken);
    String type = required("subject_token_type", subjectTokenType);
    if (!Set.of(JWT, ID_TOKEN).contains(type)) {
      throw Refusal.invalid("subject_token_type", "must be " + JWT + " or " + ID_TOKEN);
    }
    OrgId where = orgOf(resolveOrg, required("org", org));
    ServiceTokenId id =
        ServiceTokenId.parse(required("service_token", serviceToken))
            .orElse(new ServiceTokenId(NOBODYS));
    return new ExchangeToken.Command(where, id, token);
  }

  private static OrgId orgOf(ResolveOrg resolveOrg, String slugOrId) {
    try {
      return resolveOrg.execute(slugOrId);
    } catch (Refusal unknown) {
      return new OrgId(NOBODYS);
    }
  }

  @Override
  public String toString() {
    return "TokenExchangeRequest[[REDACTED]]";
  }
}
