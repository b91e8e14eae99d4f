package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in its canonical form: NFC, lower case, trimmed; never folded further, so that
 * dots and tags keep their meaning. Two addresses are the same when their canonical forms are.
 *
 * <p>It is one that mail can be sent to, and to nobody else: the local part is a dot-atom (RFC
 * 5322, section 3.2.3, and RFC 6532) of at most 64 bytes without invisible characters, and the
 * domain a host name that reads the same after IDNA's mapping (RFC 3490). So {@code
 * straße.example}, which would be mailed at {@code strasse.example}, is refused.
 */
public record EmailAddress(String value) {
  /** In bytes, as it is sent (RFC 5321, section 4.5.3.1). */
  private static final int LONGEST = 254;

  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 253;

  /**
   * What is not drawn, and neither a control, a format nor a space (Default_Ignorable, UAX #44).
   */
  private static final String INVISIBLE =
      "\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{2800}\\x{3164}"
          + "\\x{fe00}-\\x{fe0f}\\x{ffa0}\\x{e0000}-\\x{e0fff}";

  private static final String ATOM =
      "[a-z0-9!#$%&'*+/=?^_`{|}~\\-\\x{a1}-\\x{10ffff}&&[^\\p{C}\\p{Z}" + INVISIBLE + "]]++";
  private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*+");
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}\\p{M}-]++(\\.[\\p{L}\\p{N}\\p{M}-]++)*+");

  public EmailAddress {
    if (!value.equals(canonical(value))) {
      throw new IllegalArgumentException("not canonical");
    }
    if (value.length() > LONGEST || !isAddress(value)) {
      throw Refusal.invalid("email", "is not an e-mail address");
    }
  }

  /** Canonicalises what somebody typed. */
  public static EmailAddress parse(String typed) {
    return new EmailAddress(canonical(typed));
  }

  private static String canonical(String typed) {
    return composed(composed(typed).toLowerCase(Locale.ROOT)).strip();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isAddress(String value) {
    int at = value.lastIndexOf('@');
    String local = value.substring(0, Math.max(0, at));
    int bytes = local.getBytes(StandardCharsets.UTF_8).length;
    return at > 0
        && bytes <= LONGEST_LOCAL_PART
        && LOCAL_PART.matcher(local).matches()
        && isHost(value.substring(at + 1), LONGEST - 1 - bytes);
  }

  private static boolean isHost(String domain, int longest) {
    if (!HOST.matcher(domain).matches()) {
      return false;
    }
    try {
      String sent = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      return sent.length() <= Math.min(longest, LONGEST_DOMAIN)
          && (sent.equals(domain) || IDN.toUnicode(sent).equals(domain));
    } catch (IllegalArgumentException notAHostName) {
      return false;
    }
  }

  /** What follows the last {@code @}, as it is sent: in ASCII. */
  public String asciiDomain() {
    return IDN.toASCII(value.substring(value.lastIndexOf('@') + 1));
  }

  /** What stands before the last {@code @}. */
  public String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  @Override
  public String toString() {
    return value;
  }
}
