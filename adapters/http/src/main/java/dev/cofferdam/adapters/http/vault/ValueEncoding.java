package dev.cofferdam.adapters.http.vault;

/** How a secret's bytes are written in JSON. */
final class ValueEncoding {
  static final String UTF_8 = "utf-8";
  static final String BASE64 = "base64";

  private ValueEncoding() {}
}
