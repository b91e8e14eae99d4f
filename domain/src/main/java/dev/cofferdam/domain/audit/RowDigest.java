package dev.cofferdam.domain.audit;

/**
 * What one row of the database says, as SHA-256: an audit entry that commits to it shows whether it
 * is what it was.
 *
 * @param hex 64 hexadecimal digits
 */
public record RowDigest(String hex) {
  public RowDigest {
    Commitment.requireHex("row", hex);
  }

  /**
   * Fields go in with their lengths, so that none can run into the next.
   *
   * @param label which kind of row, and which form of saying it; different for each
   */
  public static RowDigest of(String label, String... fields) {
    Sha256 sha = new Sha256().addText(label);
    for (String field : fields) {
      sha.addText(field);
    }
    return new RowDigest(sha.hex());
  }
}
