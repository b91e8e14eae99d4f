package dev.cofferdam.domain.vault.dotenv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DotenvRoundTripTest {
  @Property
  void readsWhatItWroteOrRefusesIt(@ForAll("values") Map<String, String> values) {
    Map<String, String> written = new HashMap<>(values);
    written.values().removeIf(DotenvRoundTripTest::isRefused);
    SecretFile dotenv = DotenvReader.read(DotenvWriter.write(secrets(written)).getBytes(UTF_8));
    assertThat(dotenv.problems()).isEmpty();
    assertThat(DotenvReaderTest.values(dotenv)).isEqualTo(written);
  }

  /** Without these every text has single quotes for it. */
  @Property
  void refusesNothingWithoutQuoteBackslashReturnAndDollar(@ForAll("values") Map<String, String> v) {
    v.replaceAll((name, value) -> value.replaceAll("['\\\\\r$]", ""));
    assertThat(v.values()).noneMatch(DotenvRoundTripTest::isRefused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "$x", "${", "${x", "${a:b}", "}${", "a\\x'\n", "x\"\\'", "a'\"\\"})
  void writesWhatOnlyLooksHard(String value) {
    String file = DotenvWriter.write(Map.of(new SecretName("A"), SecretValue.ofText(value)));
    assertThat(DotenvReaderTest.values(DotenvReader.read(file.getBytes(UTF_8))))
        .isEqualTo(Map.of("A", value));
  }

  /** Each would take hours if any part of the reading were quadratic. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A=\n",
        "A=''\n",
        "A='",
        "A=\"\\",
        "A=`\n",
        "\n",
        "\r\n",
        " ",
        "\t#",
        "A",
        "=",
        "\"",
        "A=#",
        "A= x",
        "x\n",
        "\uFFFD",
        "\0",
        "A=\0",
        "\r",
        "export ",
        "A=\"\nA='\nA=`\n",
        "\uD83D\uDD11="
      })
  void readsTenMebibytesOfAnything(String pattern) {
    byte[] unit = pattern.getBytes(UTF_8);
    byte[] file = new byte[SecretFile.MAX_BYTES];
    for (int i = 0; i < file.length; i++) {
      file[i] = unit[i % unit.length];
    }
    SecretFile dotenv = DotenvReader.read(file);
    assertThat(dotenv.problems()).hasSizeLessThanOrEqualTo(SecretFile.MAX_PROBLEMS);
    assertThat(dotenv.entries()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void refusesAFileOverTheLimit() {
    SecretFile dotenv = DotenvReader.read(new byte[SecretFile.MAX_BYTES + 1]);
    assertThat(dotenv.problems()).singleElement().asString().contains("10485760 bytes");
  }

  @Test
  void saysWhenThereAreTooManyProblems() {
    SecretFile dotenv = DotenvReader.read(("x\n".repeat(2_000) + "A=1").getBytes(UTF_8));
    assertThat(dotenv.problems()).hasSize(SecretFile.MAX_PROBLEMS);
    assertThat(dotenv.problems().get(SecretFile.MAX_PROBLEMS - 1).reason()).contains("stops");
  }

  @Test
  void stopsAtTooManyNames() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i <= SecretFile.MAX_ENTRIES + 1; i++) {
      file.append("A").append(i).append("=\n");
    }
    SecretFile dotenv = DotenvReader.read(file.toString().getBytes(UTF_8));
    assertThat(dotenv.entries()).hasSize(SecretFile.MAX_ENTRIES);
    assertThat(dotenv.problems())
        .containsExactly(new SecretFile.Problem(SecretFile.MAX_ENTRIES + 1, 1, "over 10000 names"));
  }

  @Test
  void looksForInterpolationInLinearTime() {
    assertThat(isRefused("${".repeat(32_767) + "}")).isTrue();
    assertThat(isRefused("${:".repeat(21_844) + "}")).isFalse();
  }

  @Provide
  Arbitrary<Map<String, String>> values() {
    Arbitrary<String> syntax =
        Arbitraries.of(
            "'", "\"", "`", "\\", "\n", "\r", "#", " ", "\t", "$", "{", "}", ":-", "=", "n", "\f");
    Arbitrary<String> characters =
        Arbitraries.integers()
            .between(1, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    Arbitrary<String> value =
        Arbitraries.oneOf(syntax, characters).list().ofMaxSize(8).map(p -> String.join("", p));
    Arbitrary<String> name =
        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(7).map(n -> n + "_1");
    return Arbitraries.maps(name, value).ofMaxSize(6);
  }

  private static boolean isRefused(String value) {
    try {
      return DotenvWriter.write(Map.of(new SecretName("A"), SecretValue.ofText(value))).isEmpty();
    } catch (Refusal refusal) {
      return true;
    }
  }

  private static Map<SecretName, SecretValue> secrets(Map<String, String> values) {
    Map<SecretName, SecretValue> secrets = new HashMap<>();
    values.forEach((name, value) -> secrets.put(new SecretName(name), SecretValue.ofText(value)));
    return secrets;
  }
}
