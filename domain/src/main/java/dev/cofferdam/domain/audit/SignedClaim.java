package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A claim with the signature of the installation; or of somebody else: who has keys says whether
 * they hold.
 *
 * @param keyId which key signed it
 * @param signature in base64url (RFC 4648) without padding
 */
public record SignedClaim(ChainClaim claim, String keyId, String signature) {
  private static final Pattern KEY_ID = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9_-]{20,200}");
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final Pattern SHAPE =
      Pattern.compile(
          "(cofferdam-[a-z]+-[12])\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\."
              + NUMBER
              + "\\.([0-9a-f]{64})\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:\\.([0-9a-f]{64}))?\\.([a-z0-9-]{1,40})\\.([A-Za-z0-9_-]{20,200})");

  public SignedClaim {
    if (!KEY_ID.matcher(keyId).matches()) {
      throw Refusal.invalid("key_id", "must be 1 to 40 of a-z, 0-9 and hyphen");
    }
    if (!SIGNATURE.matcher(signature).matches()) {
      throw Refusal.invalid("signature", "must be base64url");
    }
  }

  /** What a key signs: the claim's text, a dot, and the key's id, in ASCII. */
  public static byte[] bytesToSign(ChainClaim claim, String keyId) {
    return (claim.text() + "." + keyId).getBytes(StandardCharsets.US_ASCII);
  }

  public static SignedClaim of(ChainClaim claim, String keyId, byte[] signature) {
    return new SignedClaim(
        claim, keyId, Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
  }

  /** Reads {@link #text}; empty for anything else. */
  public static Optional<SignedClaim> parse(String text) {
    Matcher match = SHAPE.matcher(text);
    return match.matches()
        ? read(match).filter(read -> read.text().equals(text))
        : Optional.empty();
  }

  private static Optional<SignedClaim> read(Matcher match) {
    for (ChainClaim.Kind kind : ChainClaim.Kind.values()) {
      long seq = Long.parseLong(match.group(3));
      Optional<CommitmentFold> commitments =
          Optional.ofNullable(match.group(7)).map(CommitmentFold::new);
      boolean allowed = commitments.isEmpty() || kind == ChainClaim.Kind.ANCHOR;
      if (seq > 0 && allowed && match.group(1).equals(kind.label(commitments.isPresent()))) {
        ChainClaim claim =
            new ChainClaim(
                kind,
                new OrgId(UUID.fromString(match.group(2))),
                seq,
                ChainHash.of(HexFormat.of().parseHex(match.group(4))),
                Long.parseLong(match.group(5)),
                Instant.EPOCH.plus(Long.parseLong(match.group(6)), ChronoUnit.MICROS),
                commitments);
        return Optional.of(new SignedClaim(claim, match.group(8), match.group(9)));
      }
    }
    return Optional.empty();
  }

  /** What was signed, a dot, and the signature: the form in which a claim is kept and handed on. */
  public String text() {
    return claim.text() + "." + keyId + "." + signature;
  }

  /** Whether it is of this kind and about this org. */
  public boolean isAbout(ChainClaim.Kind kind, OrgId org) {
    return claim.kind() == kind && claim.org().equals(org);
  }
}
