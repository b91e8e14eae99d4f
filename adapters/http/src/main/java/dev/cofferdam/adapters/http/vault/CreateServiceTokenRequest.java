package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.adapters.http.platform.Times;
import dev.cofferdam.application.vault.CreateServiceToken;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ExchangeRule;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record CreateServiceTokenRequest(
    @Schema(implementation = CredentialName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(implementation = ProjectName.class, requiredMode = REQUIRED) @Nullable String project,
    @ArraySchema(minItems = 1, maxItems = 50)
        @Schema(
            implementation = EnvironmentName.class,
            description = "The environments of the project that it works in, each once.",
            requiredMode = REQUIRED)
        @Nullable List<String> environments,
    @Schema(
            implementation = TokenAccess.class,
            description =
                "What it may there: read secrets, read and write them, or run pipelines that get"
                    + " them without reading them itself.",
            requiredMode = REQUIRED)
        @Nullable String access,
    @Schema(
            implementation = Instant.class,
            description = "When it stops working, within ten years; never where it is left out.")
        @Nullable String expiresAt,
    @ArraySchema(maxItems = 50)
        @Schema(
            description =
                "Where it may be used from: networks or addresses of IPv4 and IPv6; anywhere where"
                    + " it is left out or empty.",
            example = "[\"192.0.2.0/24\"]")
        @Nullable List<String> allowedCidrs,
    @Schema(
            description =
                "Where it is given: the service token has no token of its own, and CI jobs exchange"
                    + " theirs for short ones.")
        @Nullable Exchange exchange) {
  /** Which CI jobs get short tokens. */
  record Exchange(
      @Schema(
              description = "The jobs' issuer, one that the server exchanges tokens of.",
              example = "https://token.actions.githubusercontent.com",
              maxLength = 500,
              requiredMode = REQUIRED)
          @Nullable String issuer,
      @Schema(
              description =
                  "What a job's token has to say, 1 to 10 claims: each value as it is, where `*`"
                      + " stands for any characters (five at most).",
              example = "{\"sub\":\"repo:acme/app:*\"}",
              requiredMode = REQUIRED)
          @Nullable Map<String, String> claims) {
    ExchangeRule rule() {
      return new ExchangeRule(
          required("exchange.issuer", issuer), required("exchange.claims", claims));
    }
  }

  CreateServiceToken.Command command(OrgId org) {
    String wanted = required("name", name);
    String place = required("project", project);
    List<String> names = required("environments", environments);
    return new CreateServiceToken.Command(
        org,
        at("name", () -> CredentialName.parse(wanted)),
        new CreateServiceToken.Reach(
            at("project", () -> new ProjectName(place)), environmentsOf(names), accessOf()),
        Optional.ofNullable(expiresAt).map(text -> Times.parse("expires_at", text)),
        Optional.ofNullable(allowedCidrs).map(CreateServiceTokenRequest::cidrs).orElse(List.of()),
        Optional.ofNullable(exchange).map(Exchange::rule));
  }

  private static List<EnvironmentName> environmentsOf(List<String> names) {
    List<EnvironmentName> found = new ArrayList<>();
    for (String each : names) {
      found.add(at("environments[" + found.size() + "]", () -> new EnvironmentName(each)));
    }
    return found;
  }

  private TokenAccess accessOf() {
    String code = required("access", access);
    return Arrays.stream(TokenAccess.values())
        .filter(each -> each.code().equals(code))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("access", "must be read, write or run"));
  }

  private static List<Cidr> cidrs(List<String> texts) {
    List<Cidr> found = new ArrayList<>();
    for (String text : texts) {
      String field = "allowed_cidrs[" + found.size() + "]";
      found.add(
          Cidr.parse(text)
              .orElseThrow(
                  () ->
                      Refusal.invalid(
                          field, "must be a network such as 192.0.2.0/24, or an address")));
    }
    return found;
  }
}
