package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingRulesTest {
  private static final Map<String, SecretValue> SHORT =
      Map.of(
          "EMPTY", SecretValue.ofText(""),
          "BLANK", SecretValue.ofText(" \n\t   \r\n  "),
          "FLAG", SecretValue.ofText("true"),
          "PADDED", SecretValue.ofText("  true \n"),
          "LONG", SecretValue.ofText("truest"));

  @Test
  void leavesShortValuesAloneAndNamesThem() {
    MaskingRules rules = MaskingRules.of(SHORT);

    assertThat(rules.unmaskable()).containsExactly("BLANK", "EMPTY", "FLAG", "PADDED");
    assertThat(rules.mask("true, truest: dHJ1ZQ==, dHJ1ZXN0"))
        .isEqualTo("true, ***: dHJ1ZQ==, ***");
  }

  @Test
  void masksShortValuesOnRequest() {
    MaskingRules rules = MaskingRules.includingShort(SHORT);

    assertThat(rules.unmaskable()).containsExactly("BLANK", "EMPTY");
    assertThat(rules.mask("is true: dHJ1ZQ== 74727565 tr%75e")).isEqualTo("is ***: ***== *** ***");
  }

  @Test
  void doesNotLookForTheShortestInEncodedText() {
    MaskingRules rules = MaskingRules.includingShort(Map.of("ONE", SecretValue.ofText("~")));

    assertThat(rules.mask("fn5+ 7e7e7e ~ \\u007e %7e")).isEqualTo("fn5+ 7e7e7e *** *** ***");
  }

  @Test
  void masksNothingWithoutSecrets() {
    assertThat(MaskingRules.of(Map.of()).mask("a \\u0031 b")).isEqualTo("a \\u0031 b");
    assertThat(MaskingRules.of(Map.of()).unmaskable()).isEmpty();
  }

  @Test
  void refusesMoreThanItCanHold() {
    Map<String, SecretValue> secrets = new HashMap<>();
    for (int i = 0; i < 520; i++) {
      byte[] bytes = new byte[SecretValue.MAX_BYTES];
      Arrays.fill(bytes, (byte) 'x');
      ByteBuffer.wrap(bytes).putInt(i | 0x0f0f_0000);
      secrets.put("S" + i, SecretValue.of(bytes));
    }

    assertThatThrownBy(() -> MaskingRules.of(secrets))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("too_large");
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
            });
  }

  @Test
  void masksTextBeyondTheBasicPlane() {
    MaskingRules rules = MaskingRules.of(Map.of("S", SecretValue.ofText("pa€s😀word")));

    assertThat(rules.mask("é pa€s😀word ü pa\\u20acs\\ud83d\\ude00word")).isEqualTo("é *** ü ***");
  }

  @Test
  void finds256PatternsThatPartAtOneByte() {
    Map<String, SecretValue> secrets = new HashMap<>();
    for (int b = 0; b < 256; b++) {
      byte[] value = "common-?-tail".getBytes(UTF_8);
      value[7] = (byte) b;
      secrets.put("S" + b, SecretValue.of(value));
    }
    MaskingRules rules = MaskingRules.of(secrets);

    assertThat(rules.mask("common-x-tail, common-€-tail, common-\n-tail"))
        .isEqualTo("***, common-€-tail, ***");
  }
}
