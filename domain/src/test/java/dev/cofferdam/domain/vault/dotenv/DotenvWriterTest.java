package dev.cofferdam.domain.vault.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DotenvWriterTest {
  @Test
  void quotesWhereNeeded() {
    Map<String, SecretValue> secrets = new LinkedHashMap<>();
    secrets.put("B", SecretValue.ofText(""));
    secrets.put("A", SecretValue.ofText("https://x.example/?a=b"));
    secrets.put("D", SecretValue.ofText("it's\n#1"));
    secrets.put("E", SecretValue.ofText("{\"a\": \"it's\"}"));
    secrets.put("F", SecretValue.ofText("C:\\\\new"));
    assertThat(DotenvWriter.write(secrets))
        .isEqualTo(
            "B=\nA='https://x.example/?a=b'\nD=\"it's\n#1\"\nE={\"a\": \"it's\"}\nF=C:\\\\new\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "a%0b, NUL",
        "a%rb, carriage return",
        "a${b}, ${...}",
        "${a:b${c:-d}, ${...}",
        "'\"#, in common",
        "'\"%n, in common",
        "'a\", in common",
        "a\\\\#, in common",
        "a\"'%s, in common"
      })
  void refusesByName(String value, String why) {
    String text =
        value.replace("%0", "\0").replace("%r", "\r").replace("%n", "\n").replace("%s", "\u00a0");
    FieldError error = refusalOf(SecretValue.ofText(text));
    assertThat(error.field()).isEqualTo("KEY");
    assertThat(error.message()).contains(why);
  }

  @Test
  void refusesWhatIsNoText() {
    byte[] bytes = {(byte) 0xC3, 'x'};
    assertThat(refusalOf(SecretValue.of(bytes)).message()).contains("UTF-8");
  }

  private static FieldError refusalOf(SecretValue value) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> DotenvWriter.write(Map.of("KEY", value)));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.code()).isEqualTo("not_representable");
    assertThat(refusal.detail()).isEqualTo("KEY can't be written as dotenv");
    assertThat(refusal.errors()).hasSize(1);
    return refusal.errors().get(0);
  }
}
