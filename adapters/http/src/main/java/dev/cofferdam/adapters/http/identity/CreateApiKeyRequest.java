package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.adapters.http.platform.Times;
import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.CredentialName;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record CreateApiKeyRequest(
    @Schema(implementation = CredentialName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(
            description = "The org that it is for: its slug or its id.",
            example = "adas-tools",
            maxLength = 100,
            requiredMode = REQUIRED)
        @Nullable String org,
    @ArraySchema(minItems = 1, maxItems = 50)
        @Schema(
            description =
                "What it may, each once; where they are left out, all that the caller's role in the"
                    + " org has a use for.",
            example = "[\"secrets:read\"]")
        @Nullable List<String> scopes,
    @Schema(
            implementation = Instant.class,
            description = "When it stops working, within ten years; never where it is left out.")
        @Nullable String expiresAt) {
  CreateApiKey.Command command(ResolveOrg resolveOrg) {
    String wanted = required("name", name);
    String slugOrId = required("org", org);
    CredentialName called = at("name", () -> CredentialName.parse(wanted));
    Optional<Set<Scope>> asked = Optional.ofNullable(scopes).map(CreateApiKeyRequest::scopesOf);
    Optional<Instant> end =
        Optional.ofNullable(expiresAt).map(text -> Times.parse("expires_at", text));
    return new CreateApiKey.Command(resolveOrg.execute(slugOrId), called, asked, end);
  }

  private static Set<Scope> scopesOf(List<String> codes) {
    if (codes.isEmpty()) {
      throw Refusal.invalid("scopes", "must name at least one");
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = 0; i < codes.size(); i++) {
      String field = "scopes[" + i + "]";
      Scope scope =
          Scope.ofCode(codes.get(i))
              .orElseThrow(() -> Refusal.invalid(field, "must be a scope that there is"));
      if (!scopes.add(scope)) {
        throw Refusal.invalid(field, "is there already");
      }
    }
    return scopes;
  }
}
