package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.identity.ExchangeRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/** Which CI jobs get short tokens. */
record ExchangeView(
    @Schema(
            description = "The jobs' issuer.",
            example = "https://token.actions.githubusercontent.com")
        String issuer,
    @Schema(
            description = "What a job's token has to say; `*` stands for any characters.",
            example = "{\"sub\":\"repo:acme/app:*\"}")
        Map<String, String> claims) {
  static ExchangeView of(ExchangeRule rule) {
    return new ExchangeView(rule.issuer(), new TreeMap<>(rule.claims()));
  }
}
