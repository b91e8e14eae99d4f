package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Secrets for tests of formats, and what comes back of them. */
public final class Values {
  private Values() {}

  /** Maps of texts that are hard to write. */
  public static Arbitrary<Map<SecretName, SecretValue>> texts() {
    Arbitrary<String> syntax =
        Arbitraries.of(
            "'", "\"", "`", "\\", "\n", "\r", "#", " ", "\t", "$", "{", "}", "$(x)", "=", "n", "\0",
            ":", "- ", "\u2028", "\u0085", "\uFEFF", "\u202E", "!", "*", "~", "\u0081");
    Arbitrary<String> characters =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    Arbitrary<SecretValue> value =
        Arbitraries.oneOf(syntax, characters)
            .list()
            .ofMaxSize(8)
            .map(pieces -> SecretValue.ofText(String.join("", pieces)));
    return Arbitraries.maps(names(), value).ofMaxSize(6);
  }

  /** Maps of bytes, most of them no text. */
  public static Arbitrary<Map<SecretName, SecretValue>> bytes() {
    Arbitrary<SecretValue> value =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(SecretValue::of);
    return Arbitraries.maps(names(), value).ofMaxSize(6);
  }

  /** Among them what YAML takes for something else than a name. */
  private static Arbitrary<SecretName> names() {
    return Arbitraries.oneOf(
            Arbitraries.of("_", "y", "NO", "null", "true", "e", "A1"),
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(7).map(n -> n + "_1"))
        .map(SecretName::new);
  }

  /** Those that a format carries by themselves. */
  public static Map<SecretName, SecretValue> carried(
      Map<SecretName, SecretValue> secrets, Function<Map<SecretName, SecretValue>, String> writer) {
    Map<SecretName, SecretValue> carried = new LinkedHashMap<>(secrets);
    carried.entrySet().removeIf(one -> isRefused(Map.of(one.getKey(), one.getValue()), writer));
    return carried;
  }

  private static boolean isRefused(
      Map<SecretName, SecretValue> secrets, Function<Map<SecretName, SecretValue>, String> writer) {
    try {
      return writer.apply(secrets).isEmpty();
    } catch (Refusal refusal) {
      return true;
    }
  }

  public static Map<SecretName, SecretValue> of(SecretFile file) {
    Map<SecretName, SecretValue> secrets = new LinkedHashMap<>();
    file.entries().forEach(entry -> secrets.put(entry.name(), entry.value()));
    return secrets;
  }

  /** The texts of a file without problems. */
  public static Map<String, String> textsOf(SecretFile file) {
    Map<String, String> texts = new LinkedHashMap<>();
    file.entries().forEach(e -> texts.put(e.name().value(), e.value().revealText().orElseThrow()));
    return texts;
  }

  /** Each would take hours to read, repeated to 10 MiB, if any part of that were quadratic. */
  public static List<String> patterns() {
    return List.of(
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
        "\uD83D\uDD11=",
        "A='\\''",
        "A=\\\n",
        "A=\"$\n",
        "A=\"\\\"\n'",
        "'\"\n",
        "\\",
        "A='\\'\"\n",
        "\"\\\\\"'\\\n");
  }

  /** A file of 10 MiB. */
  public static byte[] large(String pattern) {
    byte[] unit = pattern.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] file = new byte[SecretFile.MAX_BYTES];
    for (int i = 0; i < file.length; i++) {
      file[i] = unit[i % unit.length];
    }
    return file;
  }
}
