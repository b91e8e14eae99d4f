package dev.cofferdam.adapters.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BearerTokenTest {
  /** RFC 6750's grammar, in ASCII. */
  private static final Pattern GRAMMAR =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]{1,8192}=*) *", Pattern.CASE_INSENSITIVE);

  @Property(tries = 2_000)
  void readsWhatTheGrammarSays(@ForAll("headers") String header) {
    assertThat(BearerToken.in(header)).isEqualTo(byGrammar(header));
  }

  @Test
  void boundsATokensLength() {
    String longest = "a".repeat(8_192);
    assertThat(BearerToken.in("Bearer " + longest)).contains(longest);
    assertThat(BearerToken.in("Bearer " + longest + "==")).contains(longest + "==");
    assertThat(BearerToken.in("Bearer " + longest + "a")).isEmpty();
  }

  @Test
  void takesNoOtherLettersForThoseOfTheScheme() {
    assertThat(BearerToken.in("BEARER x.y.z")).contains("x.y.z");
    assertThat(BearerToken.in("Beaｒer x.y.z")).isEmpty();
    assertThat(BearerToken.in("Basic eDp5")).isEmpty();
    assertThat(BearerToken.in("Bearer")).isEmpty();
    assertThat(BearerToken.in("")).isEmpty();
  }

  @Provide
  Arbitrary<String> headers() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "Bearer", "bearer", "BEARER", "Beare", " ", "  ", "=", "==", "a", "Z9", "-._~+/", "\t",
            "é", "");
    return parts.list().ofMaxSize(8).map(list -> String.join("", list));
  }

  private static Optional<String> byGrammar(String header) {
    Matcher matcher = GRAMMAR.matcher(header);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
