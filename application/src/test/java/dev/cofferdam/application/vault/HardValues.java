package dev.cofferdam.application.vault;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** Texts that programs get wrong when they are written carelessly. */
final class HardValues {
  /** Makes a file where it is run, or evaluated as arithmetic. */
  static final String COMMAND = "a[$(touch pwned)]`touch pwned`; touch pwned #";

  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "`",
          "\\",
          "\n",
          "\r",
          "\t",
          " ",
          "#",
          "$",
          "{",
          "}",
          "$A",
          "${A}",
          "$(touch pwned)",
          "=",
          "!",
          "*",
          "~",
          ";",
          "&",
          "|",
          "a",
          "\u00e9",
          "\uD83D\uDD11",
          "\u0081",
          "\u0088",
          "\u202E",
          "\u00a0",
          "\\n",
          "%s",
          "\u001b");

  private HardValues() {}

  /** Those that the writer carries by themselves. */
  static Map<SecretName, SecretValue> carriedBy(
      Function<Map<SecretName, SecretValue>, String> writer) {
    Map<SecretName, SecretValue> carried = new TreeMap<>();
    int number = 0;
    for (String text : texts()) {
      SecretName name = new SecretName("V" + number++);
      SecretValue value = SecretValue.ofText(text);
      if (isCarried(writer, Map.of(name, value))) {
        carried.put(name, value);
      }
    }
    return carried;
  }

  static boolean isCarried(
      Function<Map<SecretName, SecretValue>, String> writer, Map<SecretName, SecretValue> one) {
    try {
      return !writer.apply(one).isEmpty();
    } catch (Refusal refusal) {
      return false;
    }
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(PIECES);
    texts.addAll(
        List.of(
            "",
            " x ",
            "it's",
            "say \"x\"",
            "a\nb\n",
            "a\r\nb",
            "x\r",
            "C:\\new\\table\\",
            "#x",
            "x #y",
            "{\"a\": \"it's\"}",
            "-----BEGIN KEY-----\nMII=\n-----END KEY-----\n",
            COMMAND,
            "'; touch pwned; '",
            "\\'; touch pwned; '",
            "\"; touch pwned; \"",
            "\\\n",
            "$'\\x41'",
            "A=1\nB=2",
            "export V0='x'"));
    texts.add("x".repeat(SecretValue.MAX_BYTES));
    texts.add("'".repeat(SecretValue.MAX_BYTES));
    texts.add("\uD83D\uDD11".repeat(SecretValue.MAX_BYTES / 4));
    texts.add("x".repeat(65_531));
    texts.add("x".repeat(65_530));
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length >= 0; length--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
