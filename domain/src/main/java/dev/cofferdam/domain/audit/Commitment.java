package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an audit entry says of the rows that were written with it: SHA-256 over the digests of all
 * of them, in their order.
 *
 * @param hex 64 hexadecimal digits
 */
public record Commitment(String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /** To no rows at all. */
  public static final Commitment TO_NOTHING = new Rows().commitment();

  public Commitment {
    requireHex("commitment", hex);
  }

  /** To a single row. */
  public static Commitment to(RowDigest row) {
    return new Rows().add(row).commitment();
  }

  /** Reads {@link #hex}; empty for anything else. */
  static Optional<Commitment> parse(String text) {
    return HEX.matcher(text).matches() ? Optional.of(new Commitment(text)) : Optional.empty();
  }

  static void requireHex(String field, String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw Refusal.invalid(field, "must be 64 hexadecimal digits");
    }
  }

  /** Rows, one after the other; it holds none of them. */
  public static final class Rows {
    private final Sha256 sha = new Sha256();

    public Rows add(RowDigest row) {
      sha.addHex(row.hex());
      return this;
    }

    /** To those that were added; there can be no more then. */
    public Commitment commitment() {
      return new Commitment(sha.hex());
    }
  }
}
