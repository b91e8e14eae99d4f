package dev.cofferdam.domain.runs.masking;

import java.util.Locale;

/** How a secret was written where it was found, the plainest first. */
public enum MaskedForm {
  /** The value's own bytes, with or without the white space around it. */
  RAW,
  /** One line of a value of several lines, without the white space around it. */
  LINE,
  /**
   * Percent-encoded (RFC 3986, section 2.1), whichever characters were left as they are; hex digits
   * of both cases; the space as {@code %20} or, as HTML forms do, {@code +}.
   */
  URL,
  /**
   * Inside a JSON string (RFC 8259, section 7), whichever characters were escaped; {@code \/} and
   * pairs of surrogates are read. What other languages escape in the same way counts as JSON too.
   */
  JSON,
  /**
   * Quoted for a shell: {@code 'it'\''s'} and {@code 'it'"'"'s'} between single quotes, and what
   * bash's {@code printf %q} and {@code $'…'} write (backslashes, octal, {@code \x}).
   */
  SHELL,
  /** Hexadecimal, of both cases, on one line or wrapped as {@code xxd -p} does. */
  HEX,
  /**
   * Base64 (RFC 4648, sections 4 and 5: both alphabets), at any place inside a longer text, padded
   * or not, on one line or wrapped.
   */
  BASE64,
  /** Base64 of base64. */
  BASE64_TWICE;

  /** The name in receipts and in JSON: {@code base64_twice}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
