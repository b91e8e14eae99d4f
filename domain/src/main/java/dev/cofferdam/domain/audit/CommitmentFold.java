package dev.cofferdam.domain.audit;

/**
 * Many entries' commitments as one hash: what is left of them when the entries are removed, so that
 * the rows that they commit to stay provable.
 *
 * @param hex 64 hexadecimal digits
 */
public record CommitmentFold(String hex) {
  /** Of no entries. */
  public static final CommitmentFold EMPTY =
      new CommitmentFold(new Sha256().addText("cofferdam/commitments/1").hex());

  public CommitmentFold {
    Commitment.requireHex("commitments", hex);
  }

  /**
   * With the commitment of a later entry: SHA-256 over this one's bytes, {@code seq} in 64 bits,
   * and the commitment's bytes. One to no rows leaves none, and changes nothing.
   */
  public CommitmentFold with(long seq, Commitment commitment) {
    if (commitment.equals(Commitment.TO_NOTHING)) {
      return this;
    }
    return new CommitmentFold(new Sha256().addHex(hex).add(seq).addHex(commitment.hex()).hex());
  }
}
