package dev.cofferdam.adapters.age.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The beginning of a file of age (age-encryption.org/v1). Each of its stanzas costs a curve
 * operation for each identity, so that it has to be small before anything is made of it.
 */
final class AgeHeader {
  /** About 150 recipients. */
  private static final int MOST_BYTES = 16 << 10;

  private static final String ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----";
  private static final String END = "\n---";
  private static final int ARMORED_BYTES = MOST_BYTES / 3 * 4 + MOST_BYTES / 48;

  private AgeHeader() {}

  static boolean isArmored(byte[] file) {
    return start(file, ARMOR.length()).equals(ARMOR);
  }

  /** Whether the header ends soon enough. */
  static boolean isSmall(byte[] file) {
    String header = isArmored(file) ? decoded(file) : start(file, MOST_BYTES);
    return header.contains(END);
  }

  private static String decoded(byte[] file) {
    String text = start(file, ARMOR.length() + ARMORED_BYTES).substring(ARMOR.length());
    int end = text.indexOf("-----");
    String digits = (end < 0 ? text : text.substring(0, end)).replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(digits.substring(0, digits.length() / 4 * 4));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException noArmor) {
      return "";
    }
  }

  private static String start(byte[] file, int length) {
    return new String(
        Arrays.copyOf(file, Math.min(length, file.length)), StandardCharsets.ISO_8859_1);
  }
}
