package dev.cofferdam.domain.vault.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DotenvWriterTest {
  @Test
  void quotesWhereNeeded() {
    Map<SecretName, SecretValue> secrets = new LinkedHashMap<>();
    secrets.put(new SecretName("B"), SecretValue.ofText(""));
    secrets.put(new SecretName("A"), SecretValue.ofText("https://x.example/?a=b"));
    secrets.put(new SecretName("D"), SecretValue.ofText("it's\n#1"));
    secrets.put(new SecretName("E"), SecretValue.ofText("{\"a\": \"it's\"}"));
    secrets.put(new SecretName("F"), SecretValue.ofText("C:\\\\new"));
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

  @Test
  void refusesAllThatItCantCarry() {
    Map<SecretName, SecretValue> secrets = new LinkedHashMap<>();
    secrets.put(new SecretName("A"), SecretValue.ofText("\0"));
    secrets.put(new SecretName("B"), SecretValue.ofText("x"));
    secrets.put(new SecretName("C"), SecretValue.ofText("\r"));
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> DotenvWriter.write(secrets));
    assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("A", "C");
  }

  private static FieldError refusalOf(SecretValue value) {
    Map<SecretName, SecretValue> secrets = Map.of(new SecretName("KEY"), value);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> DotenvWriter.write(secrets));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.code()).isEqualTo("not_representable");
    assertThat(refusal.detail()).isEqualTo("KEY can't be written as dotenv");
    assertThat(refusal.errors()).hasSize(1);
    return refusal.errors().get(0);
  }
}
