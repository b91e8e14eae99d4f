package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Notary} promises. */
public abstract class NotaryContract {
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final ChainHash HASH = ChainHash.genesis(ORG);
  private static final ChainClaim CLAIM = claim(Kind.CHECKPOINT, ORG, 17, HASH, 5, NOW);

  /** A notary of an installation of its own. */
  protected abstract Notary newInstallation();

  private static ChainClaim claim(
      Kind kind, OrgId org, long seq, ChainHash hash, long state, Instant at) {
    return new ChainClaim(kind, org, seq, hash, state, at);
  }

  @Test
  void vouchesForWhatItSigned() {
    Notary notary = newInstallation();
    SignedClaim signed = notary.sign(CLAIM);
    assertThat(signed.claim()).isEqualTo(CLAIM);
    assertThat(notary.vouchesFor(signed)).isTrue();
    assertThat(notary.vouchesFor(SignedClaim.parse(signed.text()).orElseThrow())).isTrue();
  }

  @Test
  void vouchesForNoClaimThatWasChanged() {
    Notary notary = newInstallation();
    SignedClaim signed = notary.sign(CLAIM);
    List<ChainClaim> others =
        List.of(
            claim(Kind.ANCHOR, ORG, 17, HASH, 5, NOW),
            claim(Kind.CHECKPOINT, new OrgId(new UUID(1, 2)), 17, HASH, 5, NOW),
            claim(Kind.CHECKPOINT, ORG, 18, HASH, 5, NOW),
            claim(Kind.CHECKPOINT, ORG, 17, ChainHash.of(new byte[32]), 5, NOW),
            claim(Kind.CHECKPOINT, ORG, 17, HASH, 6, NOW),
            claim(Kind.CHECKPOINT, ORG, 17, HASH, 5, NOW.plusNanos(1_000)));
    for (ChainClaim other : others) {
      SignedClaim moved = new SignedClaim(other, signed.keyId(), signed.signature());
      assertThat(notary.vouchesFor(moved)).as(moved.text()).isFalse();
    }
  }

  @Test
  void vouchesForNoChangedSignature() {
    Notary notary = newInstallation();
    SignedClaim signed = notary.sign(CLAIM);
    byte[] bytes = Base64.getUrlDecoder().decode(signed.signature());
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(notary.vouchesFor(SignedClaim.of(CLAIM, signed.keyId(), changed))).isFalse();
    }
    assertThat(notary.vouchesFor(new SignedClaim(CLAIM, signed.keyId(), "A".repeat(20)))).isFalse();
    assertThat(notary.vouchesFor(new SignedClaim(CLAIM, signed.keyId(), "A".repeat(21)))).isFalse();
    assertThat(notary.vouchesFor(new SignedClaim(CLAIM, "other", signed.signature()))).isFalse();
  }

  @Test
  void vouchesForNothingOfAnotherInstallation() {
    Notary other = newInstallation();
    Notary notary = newInstallation();
    SignedClaim foreign = other.sign(CLAIM);
    assertThat(notary.vouchesFor(foreign)).isFalse();
    String mine = notary.keys().get(0).keyId();
    assertThat(notary.vouchesFor(new SignedClaim(CLAIM, mine, foreign.signature()))).isFalse();
  }

  /** As anybody would who has the published key: with no code of ours but the text. */
  @Test
  void signsSoThatOthersCanCheck() throws Exception {
    Notary notary = newInstallation();
    String text = notary.sign(CLAIM).text();
    int dot = text.lastIndexOf('.');
    String x = notary.keys().get(0).x();
    assertThat(text.substring(0, dot)).endsWith("." + notary.keys().get(0).keyId());

    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(publicKey(Base64.getUrlDecoder().decode(x)));
    signature.update(text.substring(0, dot).getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(text.substring(dot + 1)))).isTrue();
  }

  private static PublicKey publicKey(byte[] raw) throws Exception {
    String spki = "302a300506032b6570032100" + HexFormat.of().formatHex(raw);
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(spki)));
  }
}
