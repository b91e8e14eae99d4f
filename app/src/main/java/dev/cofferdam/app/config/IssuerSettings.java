package dev.cofferdam.app.config;

import dev.cofferdam.adapters.jose.identity.KeySource;
import dev.cofferdam.adapters.jose.identity.TrustedIssuer;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose tokens are taken; {@code docs/operate/issuers.md} documents each setting.
 *
 * @param preset what is known about the issuer already; empty for any other one
 * @param url the {@code iss} of its tokens, or what a preset makes that of
 * @param use {@code sign-in} or {@code exchange}
 * @param personalOrg whether people get an org of their own when they are seen first
 */
public record IssuerSettings(
    @Nullable IssuerPreset preset,
    String url,
    String jwksUrl,
    List<String> audiences,
    List<String> authorizedParties,
    List<String> algorithms,
    String sharedSecret,
    String use,
    @Nullable Boolean personalOrg) {

  /** A setting without a value is an empty one, as YAML has it. */
  public IssuerSettings {
    url = Objects.requireNonNullElse(url, "");
    jwksUrl = Objects.requireNonNullElse(jwksUrl, "");
    audiences = List.copyOf(Objects.requireNonNullElse(audiences, List.of()));
    authorizedParties = List.copyOf(Objects.requireNonNullElse(authorizedParties, List.of()));
    algorithms = List.copyOf(Objects.requireNonNullElse(algorithms, List.of()));
    sharedSecret = Objects.requireNonNullElse(sharedSecret, "");
    use = Objects.requireNonNullElse(use, "");
  }

  /**
   * What these settings mean.
   *
   * @throws IllegalArgumentException naming what is missing, wrong or contradictory
   */
  public TrustedIssuer trusted() {
    if (personalOrg != null && usedFor() == Use.EXCHANGE) {
      throw new IllegalArgumentException("personalOrg is for people, and use is exchange");
    }
    Optional<IssuerPreset> known = Optional.ofNullable(preset);
    if (known.isPresent() && !(use + jwksUrl).isEmpty()) {
      throw new IllegalArgumentException("use and jwksUrl follow from the preset");
    }
    String base = known.map(found -> found.base(url)).orElse(url);
    if (base.isEmpty()) {
      throw new IllegalArgumentException("url is missing");
    }
    String issuer = known.map(found -> found.issuer(base)).orElse(base);
    Set<String> meant = new LinkedHashSet<>(audiences);
    if (meant.isEmpty()) {
      known.ifPresent(found -> meant.addAll(found.audiences()));
    }
    return new TrustedIssuer(
        issuer,
        usedFor(),
        keys(issuer),
        meant,
        Set.copyOf(authorizedParties),
        known.map(IssuerPreset::refusedClaims).orElse(Map.of()));
  }

  private Use usedFor() {
    if (preset != null) {
      return preset.use();
    }
    return switch (use) {
      case "", "sign-in" -> Use.SIGN_IN;
      case "exchange" -> Use.EXCHANGE;
      default -> throw new IllegalArgumentException("use must be sign-in or exchange");
    };
  }

  private KeySource keys(String issuer) {
    if (!sharedSecret.isEmpty()) {
      if (!jwksUrl.isEmpty() || !algorithms.isEmpty()) {
        throw new IllegalArgumentException(
            "sharedSecret takes the place of jwksUrl and algorithms; an issuer has one or the other");
      }
      return new KeySource.Shared(sharedSecret);
    }
    Set<String> allowed =
        algorithms.isEmpty() ? KeySource.USUAL_ALGORITHMS : Set.copyOf(algorithms);
    Optional<String> path = Optional.ofNullable(preset).flatMap(IssuerPreset::keySetPath);
    if (path.isPresent()) {
      return new KeySource.Published(URI.create(issuer + path.get()), allowed);
    }
    return jwksUrl.isEmpty()
        ? new KeySource.Discovered(allowed)
        : new KeySource.Published(URI.create(jwksUrl), allowed);
  }

  /** Whether people of this issuer get an org of their own. */
  public boolean givesPersonalOrg() {
    return !Boolean.FALSE.equals(personalOrg);
  }

  @Override
  public String toString() {
    return "IssuerSettings[" + preset + ", " + url + "]";
  }
}
