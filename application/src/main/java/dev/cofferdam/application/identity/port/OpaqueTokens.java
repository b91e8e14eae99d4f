package dev.cofferdam.application.identity.port;

/**
 * Makes and recognises opaque tokens: a prefix, base62 of 256 random bits, and 6 characters of
 * CRC32. A token with full entropy needs no slow hash.
 */
public interface OpaqueTokens {
  /** A new token. */
  NewToken create(Kind kind);

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code malformed_token} for what can't be such a
   *     token, told without asking anybody
   */
  TokenHash hash(Kind kind, String token);

  /** What tokens are for; each has its own prefix and hashing key. */
  enum Kind {
    REFRESH("cfs_"),
    VERIFY_EMAIL("cfv_"),
    RESET_PASSWORD("cfp_"),
    INVITATION("cfi_"),
    API_KEY("cfd_"),
    SERVICE_TOKEN("cfr_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    public String prefix() {
      return prefix;
    }
  }

  /** A token in clear, to be shown once, and its hash, to be kept. Prints without the token. */
  record NewToken(String token, TokenHash hash) {
    private static final int START = 8;

    /** The first characters, by which people recognise it: far too few to guess the rest by. */
    public String start() {
      return token.substring(0, START);
    }

    @Override
    public String toString() {
      return "NewToken[[REDACTED], " + hash + "]";
    }
  }
}
