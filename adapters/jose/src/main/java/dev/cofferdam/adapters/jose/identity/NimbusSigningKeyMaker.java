package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.SigningKeyMaker;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;

/** Makes keys for ES256 on the curve P-256; a key's id is its thumbprint (RFC 7638). */
public final class NimbusSigningKeyMaker implements SigningKeyMaker {
  private final InstanceSealer sealer;
  private final Clock clock;

  public NimbusSigningKeyMaker(InstanceSealer sealer, Clock clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  @Override
  public SigningKey make() {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      byte[] json = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      SealedBytes sealed = sealer.seal(Purpose.SIGNING_KEY, key.getKeyID(), json);
      Arrays.fill(json, (byte) 0);
      return new SigningKey(key.getKeyID(), sealed, clock.instant());
    } catch (JOSEException e) {
      throw new IllegalStateException("a signing key can't be made", e);
    }
  }
}
