package dev.cofferdam.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known about issuers that many use, from their own documentation. */
public enum IssuerPreset {
  /** {@code url} is the project's; anonymous visitors are nobody's users. */
  @JsonProperty("supabase")
  SUPABASE(
      "",
      "/auth/v1",
      "/.well-known/jwks.json",
      Use.SIGN_IN,
      Set.of("authenticated"),
      Map.of("is_anonymous", "true")),
  /** {@code url} is the Frontend API's; a session that still waits for something is none. */
  @JsonProperty("clerk")
  CLERK("", "", "/.well-known/jwks.json", Use.SIGN_IN, Set.of(), Map.of("sts", "pending")),
  /** GitHub Actions. */
  @JsonProperty("github")
  GITHUB("https://token.actions.githubusercontent.com", "", "", Use.EXCHANGE, Set.of(), Map.of()),
  /** GitLab CI/CD; {@code url} is the instance's. */
  @JsonProperty("gitlab")
  GITLAB("https://gitlab.com", "", "", Use.EXCHANGE, Set.of(), Map.of());

  private final String usualUrl;
  private final String issuerPath;
  private final String keySetPath;
  private final Use use;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, which its type can't say
  private final Set<String> audiences;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable, which its type can't say
  private final Map<String, String> refusedClaims;

  IssuerPreset(
      String usualUrl,
      String issuerPath,
      String keySetPath,
      Use use,
      Set<String> audiences,
      Map<String, String> refusedClaims) {
    this.usualUrl = usualUrl;
    this.issuerPath = issuerPath;
    this.keySetPath = keySetPath;
    this.use = use;
    this.audiences = audiences;
    this.refusedClaims = refusedClaims;
  }

  /** The address that was given, or the usual one, without a slash at its end. */
  String base(String url) {
    String given = url.isEmpty() ? usualUrl : url;
    return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
  }

  String issuer(String base) {
    return base + issuerPath;
  }

  /** Where the key set is below the issuer's address; empty where it is discovered. */
  Optional<String> keySetPath() {
    return Optional.of(keySetPath).filter(path -> !path.isEmpty());
  }

  Use use() {
    return use;
  }

  Set<String> audiences() {
    return audiences;
  }

  Map<String, String> refusedClaims() {
    return refusedClaims;
  }
}
