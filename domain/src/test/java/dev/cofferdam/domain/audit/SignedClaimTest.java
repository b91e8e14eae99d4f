package dev.cofferdam.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.ids.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedClaimTest {
  private static final OrgId ORG =
      new OrgId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
  private static final long MOST = 999_999_999_999_999_999L;
  private static final String TEXT =
      "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.17."
          + "00".repeat(32)
          + ".5.1795262400123456.ak-1."
          + "A".repeat(86);

  @Test
  void isWrittenInOneForm() {
    SignedClaim signed = SignedClaim.parse(TEXT).orElseThrow();
    assertThat(signed.text()).isEqualTo(TEXT);
    ChainClaim claim = signed.claim();
    assertThat(claim.at()).isEqualTo(Instant.parse("2026-11-21T12:00:00.123456Z"));
    assertThat(claim.seq()).isEqualTo(17);
    assertThat(claim.state()).isEqualTo(5);
    assertThat(signed.isAbout(Kind.CHECKPOINT, ORG)).isTrue();
    assertThat(signed.isAbout(Kind.ANCHOR, ORG)).isFalse();
    assertThat(signed.isAbout(Kind.CHECKPOINT, new OrgId(new UUID(1, 1)))).isFalse();
    assertThat(new String(SignedClaim.bytesToSign(claim, "ak-1"), StandardCharsets.US_ASCII))
        .isEqualTo(TEXT.substring(0, TEXT.lastIndexOf('.')));
  }

  @Property
  void readsWhatItWrote(
      @ForAll Kind kind,
      @ForAll @LongRange(min = 1, max = MOST) long seq,
      @ForAll @LongRange(max = MOST) long state,
      @ForAll @LongRange(max = 4_000_000_000_000_000L) long micros,
      @ForAll @Size(32) byte[] hash,
      @ForAll @Size(64) byte[] signature) {
    Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    ChainClaim claim = new ChainClaim(kind, ORG, seq, ChainHash.of(hash), state, at);
    SignedClaim signed = SignedClaim.of(claim, "ak-0", signature);
    assertThat(SignedClaim.parse(signed.text())).contains(signed);
  }

  @Test
  void anAnchorSaysWhatWasCommittedTo() {
    CommitmentFold fold = CommitmentFold.EMPTY.with(3, Commitment.to(RowDigest.of("row", "1")));
    ChainClaim claim =
        new ChainClaim(
            Kind.ANCHOR, ORG, 17, ChainHash.genesis(ORG), 5, Instant.EPOCH, Optional.of(fold));
    SignedClaim signed = SignedClaim.of(claim, "ak-0", new byte[64]);
    assertThat(signed.text()).startsWith("cofferdam-anchor-2.").contains(".0." + fold.hex() + ".");
    assertThat(SignedClaim.parse(signed.text())).contains(signed);
    assertThatThrownBy(
            () ->
                new ChainClaim(
                    Kind.CHECKPOINT,
                    ORG,
                    17,
                    ChainHash.genesis(ORG),
                    5,
                    Instant.EPOCH,
                    Optional.of(fold)))
        .isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "cofferdam-checkpoint-1",
        "cofferdam-other-1.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890A5D-ac96-774b-bcce-b302099a8057.17.HASH.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.0.HASH.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.-1.HASH.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.017.HASH.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.9999999999999999999.HASH.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.17.0.5.6.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.AK.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.ak-1.SIG.x",
        "cofferdam-checkpoint-2.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.HASH.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.HASH.ak-1.SIG",
        "cofferdam-anchor-1.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.HASH.ak-1.SIG",
        "cofferdam-anchor-2.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.ak-1.SIG",
        "cofferdam-anchor-2.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.0.ak-1.SIG",
        "cofferdam-checkpoint-1.01890a5d-ac96-774b-bcce-b302099a8057.17.HASH.5.6.ak-1.SIG\n"
      })
  void readsNothingElse(String shape) {
    String text = shape.replace("HASH", "00".repeat(32)).replace("SIG", "A".repeat(86));
    assertThat(SignedClaim.parse(text)).isEmpty();
  }

  @Test
  void isAboutAnEntry() {
    ChainHash hash = ChainHash.genesis(ORG);
    assertThatThrownBy(() -> new ChainClaim(Kind.ANCHOR, ORG, 0, hash, 0, Instant.EPOCH))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new ChainClaim(Kind.ANCHOR, ORG, 1, hash, -1, Instant.EPOCH))
        .isInstanceOf(Refusal.class);
    ChainClaim claim = new ChainClaim(Kind.ANCHOR, ORG, 1, hash, 0, Instant.EPOCH);
    assertThatThrownBy(() -> new SignedClaim(claim, "a.b", "A".repeat(86)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new SignedClaim(claim, "ak", "A".repeat(85) + "."))
        .isInstanceOf(Refusal.class);
  }
}
