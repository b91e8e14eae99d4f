package dev.cofferdam.adapters.tink.audit;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.signature.Ed25519PublicKey;
import dev.cofferdam.adapters.tink.access.InstanceKeysets;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.SignedClaim;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs with the primary key of the installation's keyset {@code audit}, and knows all that are
 * enabled. Signatures are the bare 64 bytes of Ed25519 (RFC 8032), without a prefix of Tink's, so
 * that any tool can check them. A key's id is {@code ak-} and the first 16 hexadecimal digits of
 * SHA-256 over its 32 public bytes.
 */
public final class TinkNotary implements Notary {
  private static final int ID_BYTES = 8;

  private final PublicKeySign signer;
  private final String signerId;
  private final Map<String, PublicKeyVerify> verifiers = new LinkedHashMap<>();
  private final List<PublicKey> keys = new ArrayList<>();

  /** Opens the keyset, so that a wrong master key is told at start. */
  public TinkNotary(InstanceKeysets keysets) {
    try {
      KeysetHandle keyset = keysets.audit();
      signer = keyset.getPrimitive(TinkConfig2026.get(), PublicKeySign.class);
      KeysetHandle publicKeys = keyset.getPublicKeysetHandle();
      signerId = know(publicKeys.getPrimary());
      for (int i = 0; i < publicKeys.size(); i++) {
        KeysetHandle.Entry entry = publicKeys.getAt(i);
        if (!entry.isPrimary() && entry.getStatus() == KeyStatus.ENABLED) {
          know(entry);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keyset audit has no use here", e);
    }
  }

  @AccessesPartialKey
  private String know(KeysetHandle.Entry entry) throws GeneralSecurityException {
    if (!(entry.getKey() instanceof Ed25519PublicKey key)) {
      throw new GeneralSecurityException("not an Ed25519 key");
    }
    byte[] bytes = key.getPublicKeyBytes().toByteArray();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    String id = "ak-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    verifiers.put(
        id,
        KeysetHandle.newBuilder()
            .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
            .build()
            .getPrimitive(TinkConfig2026.get(), PublicKeyVerify.class));
    keys.add(new PublicKey(id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    return id;
  }

  @Override
  public SignedClaim sign(ChainClaim claim) {
    try {
      byte[] signature = signer.sign(SignedClaim.bytesToSign(claim, signerId));
      return SignedClaim.of(claim, signerId, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't sign", e);
    }
  }

  @Override
  public boolean vouchesFor(SignedClaim claim) {
    PublicKeyVerify verifier = verifiers.get(claim.keyId());
    if (verifier == null) {
      return false;
    }
    try {
      byte[] signature = Base64.getUrlDecoder().decode(claim.signature());
      verifier.verify(signature, SignedClaim.bytesToSign(claim.claim(), claim.keyId()));
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      return false;
    }
  }

  @Override
  public List<PublicKey> keys() {
    return List.copyOf(keys);
  }
}
