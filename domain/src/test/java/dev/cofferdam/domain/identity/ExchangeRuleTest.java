package dev.cofferdam.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.access.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExchangeRuleTest {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  @ParameterizedTest
  @CsvSource({
    "repo:acme/app:*, repo:acme/app:ref:refs/heads/main, true",
    "repo:acme/app:*, repo:acme/app:, true",
    "repo:acme/app:*, repo:acme/app2:ref:refs/heads/main, false",
    "repo:acme/app:*, xrepo:acme/app:x, false",
    "repo:acme/app:ref:refs/heads/main, repo:acme/app:ref:refs/heads/main, true",
    "repo:acme/app:ref:refs/heads/main, repo:acme/app:ref:refs/heads/maine, false",
    "repo:acme/app:ref:refs/heads/main, REPO:acme/app:ref:refs/heads/main, false",
    "*main, repo:x/main, true",
    "*main, repo:x/mainx, false",
    "a*b*c, aXbbXc, true",
    "a*b*c, acb, false",
    "a.c, abc, false",
    "[a-z]*, abc, false"
  })
  void matchesAsWritten(String pattern, String value, boolean expected) {
    assertThat(rule("sub", pattern).matches(Map.of("sub", value))).isEqualTo(expected);
  }

  @Test
  void wantsEveryClaimToMatch() {
    ExchangeRule rule =
        new ExchangeRule(ISSUER, Map.of("repository", "acme/app", "environment", "prod"));
    assertThat(rule.matches(Map.of("repository", "acme/app", "environment", "prod", "x", "y")))
        .isTrue();
    assertThat(rule.matches(Map.of("repository", "acme/app"))).isFalse();
    assertThat(rule.matches(Map.of("repository", "acme/app", "environment", "dev"))).isFalse();
    assertThat(rule.matches(Map.of())).isFalse();
  }

  @Property
  void agreesWithARegularExpression(
      @ForAll @Chars({'a', 'b', '*'}) @StringLength(min = 1, max = 8) String drawn,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String value) {
    String pattern = "a" + drawn.replaceAll("\\*+", "*");
    if (pattern.chars().filter(c -> c == '*').count() > 5) {
      return;
    }
    boolean expected = Pattern.matches(pattern.replace("*", ".*"), value);
    assertThat(rule("sub", pattern).matches(Map.of("sub", value))).isEqualTo(expected);
  }

  @Test
  @Timeout(10)
  void isNotSlowedByWhatIsMadeToSlowIt() {
    ExchangeRule rule = rule("sub", "*" + "a".repeat(100) + "*" + "a".repeat(300) + "b");
    assertThat(rule.matches(Map.of("sub", "a".repeat(8_000)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sub, *, exchange.claims",
    "iss, https://ci.example, exchange.claims",
    "aud, https://cofferdam.example, exchange.claims",
    "exp, 1*, exchange.claims",
    "sub, ***, exchange.claims",
    "'', x, exchange.claims",
    "su b, x, exchange.claims",
    "sub, '', exchange.claims.sub",
    "sub, a*b*c*d*e*f*, exchange.claims.sub"
  })
  void refusesWhatBindsNothing(String name, String pattern, String field) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> rule(name, pattern));
    assertThat(refusal.errors()).extracting("field").containsExactly(field);
  }

  @Test
  void hasBounds() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i <= ExchangeRule.MOST_CLAIMS; i++) {
      many.put("claim" + i, "x");
    }
    assertThat(catchThrowableOfType(Refusal.class, () -> new ExchangeRule(ISSUER, many)))
        .isNotNull();
    assertThat(catchThrowableOfType(Refusal.class, () -> new ExchangeRule(ISSUER, Map.of())))
        .isNotNull();
    assertThat(catchThrowableOfType(Refusal.class, () -> rule("sub", "x".repeat(501)))).isNotNull();
    assertThat(catchThrowableOfType(Refusal.class, () -> new ExchangeRule("", Map.of("sub", "x"))))
        .isNotNull();
  }

  private static ExchangeRule rule(String name, String pattern) {
    return new ExchangeRule(ISSUER, Map.of(name, pattern));
  }
}
