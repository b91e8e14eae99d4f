package dev.cofferdam.adapters.jose.identity;

import static dev.cofferdam.adapters.jose.identity.ForeignIssuer.ecKey;
import static dev.cofferdam.adapters.jose.identity.ForeignIssuer.header;
import static dev.cofferdam.adapters.jose.identity.ForeignIssuer.rsaKey;
import static dev.cofferdam.adapters.jose.identity.ForeignIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.cofferdam.application.identity.port.ExternalToken;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that nobody who is trusted has signed, or not for us. */
final class ExternalTokenForgeryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String AUDIENCE = "https://cofferdam.example";
  private static final String OTHER = "https://other.example";
  private static final ECKey EC = ecKey("ec");
  private static final RSAKey RSA = rsaKey("rsa", 2048);

  private final MovableClock clock = new MovableClock(NOW);
  private final ForeignIssuer provider = new ForeignIssuer();
  private final ForeignIssuer neighbour = new ForeignIssuer();

  @BeforeEach
  void publish() {
    provider.publish(EC, RSA);
  }

  @AfterEach
  void stop() {
    provider.close();
    neighbour.close();
  }

  private KeySource published() {
    return new KeySource.Published(provider.keySet(), KeySource.USUAL_ALGORITHMS);
  }

  private TrustedIssuer trusted(KeySource keys) {
    return new TrustedIssuer(
        provider.url(), Use.SIGN_IN, keys, Set.of(AUDIENCE), Set.of(), Map.of("anonymous", "true"));
  }

  private ExternalTokens tokens(TrustedIssuer... issuers) {
    return new NimbusExternalTokens(List.of(issuers), clock);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(provider.url())
        .subject("user_1")
        .audience(AUDIENCE)
        .issueTime(Date.from(NOW))
        .notBeforeTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(600)));
  }

  private static void assertTaken(ExternalTokens tokens, String token) {
    ExternalToken read = tokens.verify(token, Use.SIGN_IN);
    assertThat(read.identity().subject()).isEqualTo("user_1");
  }

  private static void assertRefused(ExternalTokens tokens, String token) {
    assertRefused(tokens, token, "invalid_token");
  }

  private static void assertRefused(ExternalTokens tokens, String token, String code) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> tokens.verify(token, Use.SIGN_IN));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.detail()).isEqualTo("This token is not valid.");
  }

  @Test
  void goodTokensOfEachAlgorithmAreTaken() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    provider.publish(EC, RSA, okp(pair));
    ExternalTokens tokens = tokens(trusted(published()));

    assertTaken(tokens, sign(EC, claims().build()));
    assertTaken(tokens, sign(RSA, JWSAlgorithm.RS256, claims().build()));
    assertTaken(tokens, ed25519(pair, "EdDSA"));
    assertRefused(tokens, ed25519(pair, "Ed25519"));
    assertRefused(tokens, sign(RSA, JWSAlgorithm.RS512, claims().build()));
    assertRefused(tokens, sign(RSA, JWSAlgorithm.PS256, claims().build()));
  }

  private static OctetKeyPair okp(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).keyID("okp").build();
  }

  private String ed25519(KeyPair pair, String algorithm) throws Exception {
    String input =
        part("{\"alg\":\"" + algorithm + "\",\"kid\":\"okp\"}")
            + "."
            + part(claims().build().toString());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64URL.encode(signature.sign());
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noSignatureIsNoToken() {
    ExternalTokens tokens = tokens(trusted(published()));
    String payload = part(claims().build().toString());
    for (String alg : List.of("none", "None", "NONE", "nOnE", "", "es256", "HS256", "ES384")) {
      String header = part("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"ec\"}".formatted(alg));
      assertRefused(tokens, header + "." + payload + ".");
      assertRefused(tokens, header + "." + payload + ".AAAA");
    }
  }

  @Test
  void aPublicKeyIsNoSharedSecret() throws Exception {
    ExternalTokens tokens = tokens(trusted(published()));
    List<byte[]> secrets =
        List.of(
            EC.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            EC.toECPublicKey().getEncoded(),
            RSA.toRSAPublicKey().getEncoded(),
            RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8));
    for (byte[] secret : secrets) {
      for (String kid : List.of("ec", "rsa")) {
        assertRefused(
            tokens, sign(header(JWSAlgorithm.HS256, kid), claims().build(), new MACSigner(secret)));
      }
    }
  }

  @Test
  void aPublishedSecretIsNoKey() throws Exception {
    byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    provider.answerWith(
        200,
        "{\"keys\":["
            + new OctetSequenceKey.Builder(secret).keyID("oct").build().toJSONString()
            + "]}");

    assertRefused(
        tokens(trusted(published())),
        sign(header(JWSAlgorithm.HS256, "oct"), claims().build(), new MACSigner(secret)));
  }

  @Test
  void aSharedSecretTakesHs256Alone() throws Exception {
    String secret = "a secret of the legacy kind, long enough";
    ExternalTokens tokens = tokens(trusted(new KeySource.Shared(secret)));
    MACSigner signer = new MACSigner(secret);

    assertTaken(tokens, sign(header(JWSAlgorithm.HS256, null), claims().build(), signer));
    assertTaken(tokens, sign(header(JWSAlgorithm.HS256, "any"), claims().build(), signer));
    assertRefused(
        tokens,
        sign(
            header(JWSAlgorithm.HS384, null),
            claims().build(),
            new MACSigner(secret + "x".repeat(20))));
    assertRefused(tokens, sign(EC, claims().build()));
    assertRefused(
        tokens,
        sign(
            header(JWSAlgorithm.HS256, null),
            claims().build(),
            new MACSigner("another secret of the legacy kind, x")));
    assertThat(provider.readings()).isZero();
  }

  @Test
  void headersThatAskForMoreAreRefused() throws Exception {
    ExternalTokens tokens = tokens(trusted(published()));
    ECDSASigner signer = new ECDSASigner(EC);
    List<JWSHeader> headers =
        List.of(
            new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
            header(JWSAlgorithm.ES256, ""),
            header(JWSAlgorithm.ES256, "../ec"),
            header(JWSAlgorithm.ES256, "rsa"),
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("ec")
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("ec")
                .criticalParams(Set.of("x"))
                .customParam("x", 1)
                .build());
    headers.forEach(header -> assertRefused(tokens, sign(header, claims().build(), signer)));
    assertTaken(
        tokens,
        sign(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(),
            claims().build(),
            signer));
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotUsed() throws Exception {
    ECKey own = ecKey("ec");
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("ec")
            .jwk(own.toPublicJWK())
            .jwkURL(neighbour.keySet())
            .build();
    neighbour.publish(own);

    assertRefused(
        tokens(trusted(published())), sign(header, claims().build(), new ECDSASigner(own)));
    assertThat(neighbour.readings()).isZero();
  }

  @Test
  void keysOfTwoIssuersUnderOneNameDoNotMix() {
    ECKey theirs = ecKey("ec");
    neighbour.publish(theirs);
    TrustedIssuer other =
        new TrustedIssuer(
            neighbour.url(),
            Use.SIGN_IN,
            new KeySource.Published(neighbour.keySet(), KeySource.USUAL_ALGORITHMS),
            Set.of(AUDIENCE),
            Set.of(),
            Map.of());
    ExternalTokens tokens = tokens(trusted(published()), other);

    assertTaken(tokens, sign(EC, claims().build()));
    assertTaken(tokens, sign(theirs, claims().issuer(neighbour.url()).build()));
    assertRefused(tokens, sign(theirs, claims().build()));
    assertRefused(tokens, sign(EC, claims().issuer(neighbour.url()).build()));
  }

  @Test
  void whatIsMeantForOthersIsRefused() {
    ExternalTokens tokens = tokens(trusted(published()));
    Date never = null;
    List<JWTClaimsSet> sets =
        List.of(
            claims().issuer(provider.url() + "/").build(),
            claims().issuer(provider.url().replace("http", "HTTP")).build(),
            claims().issuer(OTHER).build(),
            claims().issuer(null).build(),
            claims().subject(null).build(),
            claims().subject("").build(),
            claims().subject("a\u0000b").build(),
            claims().subject("a".repeat(601)).build(),
            claims().audience(OTHER).build(),
            claims().audience(List.of()).build(),
            claims().expirationTime(never).build(),
            claims().claim("anonymous", true).build(),
            claims().claim("anonymous", "true").build());
    sets.forEach(set -> assertRefused(tokens, sign(EC, set)));
    assertTaken(tokens, sign(EC, claims().audience(List.of(OTHER, AUDIENCE)).build()));
    assertTaken(tokens, sign(EC, claims().claim("anonymous", false).build()));
  }

  @Test
  void anAuthorisedPartyIsAskedForByName() {
    ExternalTokens tokens =
        tokens(
            new TrustedIssuer(
                provider.url(),
                Use.SIGN_IN,
                published(),
                Set.of(),
                Set.of("https://app.example"),
                Map.of()));
    JWTClaimsSet.Builder noAudience = claims().audience(List.of());

    assertTaken(tokens, sign(EC, noAudience.claim("azp", "https://app.example").build()));
    assertRefused(tokens, sign(EC, noAudience.claim("azp", "https://evil.example").build()));
    assertRefused(tokens, sign(EC, noAudience.claim("azp", null).build()));
    assertRefused(tokens, sign(EC, noAudience.claim("azp", 1).build()));
    assertRefused(tokens, sign(EC, claims().claim("azp", "https://app.example").build()));
  }

  @Test
  void timesAreHeldWithASmallSkew() {
    ExternalTokens tokens = tokens(trusted(published()));
    Duration skew = NimbusExternalTokens.SKEW;
    Date within = Date.from(NOW.plus(skew));
    Date beyond = Date.from(NOW.plus(skew).plusSeconds(1));

    assertTaken(tokens, sign(EC, claims().issueTime(within).notBeforeTime(within).build()));
    assertRefused(tokens, sign(EC, claims().issueTime(beyond).build()));
    assertRefused(tokens, sign(EC, claims().notBeforeTime(beyond).build()));
    String token = sign(EC, claims().build());
    assertTaken(tokens, token);
    clock.advance(Duration.ofMinutes(10).plus(skew));
    assertThatThrownBy(() -> tokens.verify(token, Use.SIGN_IN))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("expired_token"));
  }

  @Test
  void weakAndMisusedKeysAreNotUsed() throws Exception {
    RSAKey weak = new RSAKey.Builder(rsaKey("weak", 2048)).build();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair small = generator.generateKeyPair();
    RSAKey tooSmall =
        new RSAKey.Builder((RSAPublicKey) small.getPublic())
            .privateKey(small.getPrivate())
            .keyID("small")
            .build();
    ECKey forEncryption = new ECKey.Builder(ecKey("enc")).keyUse(KeyUse.ENCRYPTION).build();
    RSAKey forAnother = new RSAKey.Builder(weak).keyID("ps").algorithm(JWSAlgorithm.PS256).build();
    provider.publish(tooSmall, forEncryption, forAnother, weak);
    ExternalTokens tokens = tokens(trusted(published()));

    assertTaken(tokens, sign(weak, JWSAlgorithm.RS256, claims().build()));
    RSASSASigner careless =
        new RSASSASigner(small.getPrivate(), Set.of(AllowWeakRSAKey.getInstance()));
    assertRefused(tokens, sign(header(JWSAlgorithm.RS256, "small"), claims().build(), careless));
    assertRefused(tokens, sign(forEncryption, claims().build()));
    assertRefused(
        tokens,
        sign(header(JWSAlgorithm.RS256, "ps"), claims().build(), new RSASSASigner(forAnother)));
  }

  @Test
  void aTokenOfAMegabyteOrOfHostileJsonIsRefused() {
    ExternalTokens tokens = tokens(trusted(published()));
    String long1 = sign(EC, claims().claim("big", "a".repeat(9_000)).build());
    String deep = "[".repeat(3_000) + "]".repeat(3_000);
    String nested = part("{\"iss\":\"" + provider.url() + "\",\"a\":" + deep + "}");
    List<String> hostile =
        List.of(
            long1,
            "a".repeat(1_000_000),
            part("{\"alg\":\"ES256\",\"kid\":\"ec\"}") + "." + nested.substring(0, 6_000) + ".AAAA",
            part("{\"alg\":\"ES256\",\"kid\":\"ec\"}") + "." + part("[]") + ".AAAA",
            part("{\"alg\":\"ES256\",\"kid\":\"ec\"}") + "." + part("{\"iss\":1}") + ".AAAA",
            part("{\"alg\":\"ES256\",\"kid\":" + "[".repeat(1_500) + "]".repeat(1_500) + "}")
                + "."
                + part("{}")
                + ".AAAA");
    for (String token : hostile) {
      assertRefused(tokens, token);
      assertThat(tokens.claimedIssuer(token)).isEmpty();
    }
    assertThat(provider.readings()).isZero();
  }

  @Test
  void everyOneCharacterChangeIsRefused() {
    ExternalTokens tokens = tokens(trusted(published()));
    String token = sign(EC, claims().build());
    assertTaken(tokens, token);
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      assertRefused(tokens, token.substring(0, at) + other + token.substring(at + 1));
    }
  }
}
