package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which jobs of a CI system get short tokens: those whose own token is the issuer's and says all of
 * this. A {@code *} in a pattern stands for any characters, also none; everything else for itself.
 *
 * @param issuer the exact {@code iss}
 * @param claims patterns by the name of the claim that has to match, 1 to 10, one of which at least
 *     says which jobs: not {@code iss} or {@code aud}, which any job's token has
 */
public record ExchangeRule(String issuer, Map<String, String> claims) {
  public static final int MOST_CLAIMS = 10;
  private static final int MOST_STARS = 5;
  private static final int LONGEST = 500;

  /** Claims that an issuer writes into the token of whichever job asks for it (RFC 7519, 4.1). */
  private static final Set<String> OF_ANY_JOB = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:/-]{0,99}");

  public ExchangeRule {
    claims = Map.copyOf(claims);
    if (issuer.isEmpty() || issuer.length() > LONGEST) {
      throw Refusal.invalid("exchange.issuer", "must have 1 to " + LONGEST + " characters");
    }
    if (claims.isEmpty() || claims.size() > MOST_CLAIMS) {
      throw Refusal.invalid("exchange.claims", "must name 1 to " + MOST_CLAIMS);
    }
    claims.forEach(ExchangeRule::check);
    if (claims.entrySet().stream().noneMatch(ExchangeRule::saysWhichJob)) {
      throw Refusal.invalid(
          "exchange.claims",
          "must say something of a job besides who vouches for it, to whom and when");
    }
  }

  private static void check(String name, String pattern) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.invalid("exchange.claims", "must have names of claims");
    }
    long stars = pattern.chars().filter(c -> c == '*').count();
    if (pattern.isEmpty() || pattern.length() > LONGEST || stars > MOST_STARS) {
      throw Refusal.invalid(
          "exchange.claims." + name,
          "must have 1 to " + LONGEST + " characters, at most " + MOST_STARS + " of them *");
    }
  }

  private static boolean saysWhichJob(Map.Entry<String, String> claim) {
    return !OF_ANY_JOB.contains(claim.getKey())
        && !claim.getValue().chars().allMatch(c -> c == '*');
  }

  /**
   * @param said the claims of a job's token, as text
   */
  public boolean matches(Map<String, String> said) {
    return claims.entrySet().stream()
        .allMatch(
            claim -> {
              String value = said.get(claim.getKey());
              return value != null && isMatch(claim.getValue(), value);
            });
  }

  /** Goes back to the last star alone, so it takes no longer than both lengths multiplied. */
  private static boolean isMatch(String pattern, String value) {
    int at = 0;
    int in = 0;
    int star = -1;
    int afterStar = 0;
    while (in < value.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        afterStar = in;
      } else if (at < pattern.length() && pattern.charAt(at) == value.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++afterStar;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
