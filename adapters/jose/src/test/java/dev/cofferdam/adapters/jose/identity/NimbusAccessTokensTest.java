package dev.cofferdam.adapters.jose.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.AccessTokensContract;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NimbusAccessTokensTest extends AccessTokensContract {
  private static final URI ISSUER = URI.create("https://cofferdam.example");

  private final KeyRing store = new KeyRing();
  private final InstanceSealer sealer = new InMemoryInstanceSealer();
  private final AccessTokens tokens = process();

  @Override
  protected AccessTokens newInstallation(Clock time) {
    return new NimbusAccessTokens(ISSUER, new KeyRing(), new InMemoryInstanceSealer(), time);
  }

  private AccessTokens process() {
    return new NimbusAccessTokens(ISSUER, store, sealer, clock);
  }

  @Test
  void aTokenHasTheDocumentedHeaderAndClaims() throws Exception {
    SignedJWT jwt = SignedJWT.parse(tokens.issue(CLAIMS));

    assertThat(jwt.getHeader().toJSONObject())
        .containsOnly(
            Map.entry("alg", "ES256"), Map.entry("typ", "at+jwt"), Map.entry("kid", kid()));
    assertThat(jwt.getPayload().toJSONObject())
        .containsOnly(
            Map.entry("iss", "https://cofferdam.example"),
            Map.entry("aud", "cofferdam"),
            Map.entry("sub", CLAIMS.user().toString()),
            Map.entry("sid", CLAIMS.session().toString()),
            Map.entry("iat", NOW.getEpochSecond()),
            Map.entry("nbf", NOW.getEpochSecond()),
            Map.entry("exp", NOW.plus(AccessTokens.LIFETIME).getEpochSecond()));
  }

  @Test
  void processesOfOneInstallationKnowEachOthersTokens() {
    AccessTokens other = process();

    assertThat(other.verify(tokens.issue(CLAIMS))).isEqualTo(CLAIMS);
    assertThat(tokens.verify(other.issue(CLAIMS))).isEqualTo(CLAIMS);
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void processesThatStartAtOnceAgreeOnTheFirstKey() {
    // Two saw an empty store; the second one's key is dropped by the store.
    SigningKey rivals = sealed(newKey());
    KeyRing won = new KeyRing();
    won.expectRival(rivals);
    AccessTokens late = new NimbusAccessTokens(ISSUER, won, sealer, clock);

    assertThat(headerOf(late.issue(CLAIMS)).getKeyID()).isEqualTo(rivals.kid());
  }

  @Test
  void publicKeysHaveNoPrivatePart() throws Exception {
    String json = tokens.publicKeys();

    ECKey key = JWKSet.parse(json).getKeys().get(0).toECKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(key.getKeyID()).isEqualTo(kid()).isEqualTo(key.computeThumbprint().toString());
    assertThat(json)
        .contains("\"alg\":\"ES256\"", "\"use\":\"sig\"", "\"crv\":\"P-256\"")
        .doesNotContain("\"d\"")
        .doesNotContain(privateKey().getD().toString());
  }

  @Test
  void anyVerifierWithThePublicKeysCanCheckAToken() throws Exception {
    SignedJWT jwt = SignedJWT.parse(tokens.issue(CLAIMS));
    ECKey key = JWKSet.parse(tokens.publicKeys()).getKeyByKeyId(kid()).toECKey();

    Signature standard = Signature.getInstance("SHA256withECDSAinP1363Format");
    standard.initVerify(key.toECPublicKey());
    standard.update(jwt.getSigningInput());
    assertThat(standard.verify(jwt.getSignature().decode())).isTrue();
  }

  @Test
  void theSmallSkewOfTwoClocksIsForgiven() {
    String token = tokens.issue(CLAIMS);

    setTime(NOW.minus(NimbusAccessTokens.SKEW));
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
    setTime(NOW.minus(NimbusAccessTokens.SKEW).minusSeconds(1));
    assertRefused(tokens, token, "invalid_token");
    setTime(NOW.plus(AccessTokens.LIFETIME).plus(NimbusAccessTokens.SKEW).minusSeconds(1));
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
    setTime(NOW.plus(AccessTokens.LIFETIME).plus(NimbusAccessTokens.SKEW));
    assertRefused(tokens, token, "expired_token");
  }

  @Test
  void theForgerOfTheseTestsMakesGoodTokens() throws Exception {
    assertThat(tokens.verify(signed(header().build(), claims().build()))).isEqualTo(CLAIMS);
  }

  @Test
  void noAlgorithmButOursIsTaken() throws Exception {
    String none = part("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + payload() + ".";
    assertRefused(tokens, none, "invalid_token");
    assertRefused(tokens, none + "AA", "invalid_token");
    for (String alg : List.of("none", "None", "ES384", "HS256", "RS256", "es256", "", "ES256 ")) {
      String header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(alg, kid());
      assertRefused(tokens, part(header) + "." + payload() + ".AAAA", "invalid_token");
    }
  }

  @Test
  void anHmacOverThePublicKeyIsRefused() throws Exception {
    ECKey key = privateKey();
    List<byte[]> secrets =
        List.of(
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            key.toECPublicKey().getEncoded(),
            tokens.publicKeys().getBytes(StandardCharsets.UTF_8));
    for (byte[] secret : secrets) {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .type(NimbusAccessTokens.TYPE)
                  .keyID(kid())
                  .build(),
              claims().build());
      jwt.sign(new MACSigner(secret));
      assertRefused(tokens, jwt.serialize(), "invalid_token");
    }
  }

  @Test
  void headersWeDoNotWriteAreRefused() throws Exception {
    List<JWSHeader> headers =
        List.of(
            header().type(null).build(),
            header().type(JOSEObjectType.JWT).build(),
            header().keyID(null).build(),
            header().keyID("").build(),
            header().keyID("../" + kid()).build(),
            header().criticalParams(Set.of("x")).customParam("x", 1).build());
    for (JWSHeader header : headers) {
      assertRefused(tokens, signed(header, claims().build()), "invalid_token");
    }
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotUsed() throws Exception {
    ECKey own = newKey();
    for (String kid : List.of(kid(), own.getKeyID())) {
      JWSHeader header = header().keyID(kid).jwk(own.toPublicJWK()).build();
      assertRefused(
          tokens, signed(header, claims().build(), new ECDSASigner(own)), "invalid_token");
    }
  }

  @Test
  void claimsThatAreMissingOrNotOursAreRefused() throws Exception {
    Date never = null;
    List<JWTClaimsSet> sets =
        List.of(
            claims().issuer(null).build(),
            claims().issuer("https://cofferdam.example/").build(),
            claims().audience((String) null).build(),
            claims().audience("other").build(),
            claims().audience(List.of("cofferdam", "other")).build(),
            claims().subject(null).build(),
            claims().subject("somebody").build(),
            claims().claim("sid", null).build(),
            claims().claim("sid", 7).build(),
            claims().claim("sid", List.of(CLAIMS.session().toString())).build(),
            claims().issueTime(never).build(),
            claims().notBeforeTime(never).build(),
            claims().expirationTime(never).build(),
            claims().claim("exp", "tomorrow").build(),
            claims().issueTime(Date.from(NOW.plusSeconds(60))).build(),
            claims().notBeforeTime(Date.from(NOW.plusSeconds(60))).build());
    for (JWTClaimsSet set : sets) {
      assertRefused(tokens, signed(header().build(), set), "invalid_token");
    }
  }

  @Test
  void aPayloadThatIsNoObjectIsRefused() throws Exception {
    for (String payload : List.of("null", "[]", "1", "{", "\0")) {
      JWSObject jws = new JWSObject(header().build(), new Payload(payload));
      jws.sign(new ECDSASigner(privateKey()));
      assertRefused(tokens, jws.serialize(), "invalid_token");
    }
  }

  /** CVE-2022-21449: a signature of zeros was good for anything. */
  @Test
  void aSignatureOfZerosIsRefused() {
    String token = tokens.issue(CLAIMS);
    String zeros = Base64URL.encode(new byte[64]).toString();

    assertRefused(tokens, token.substring(0, token.lastIndexOf('.') + 1) + zeros, "invalid_token");
  }

  @Test
  void aTokenOver8KibIsRefusedThoughWellSigned() throws Exception {
    String small = signed(header().build(), claims().claim("x", "a".repeat(4_000)).build());
    String large = signed(header().build(), claims().claim("x", "a".repeat(8_000)).build());

    assertThat(tokens.verify(small)).isEqualTo(CLAIMS);
    assertRefused(tokens, large, "invalid_token");
  }

  @Test
  void aKeyThatAnotherProcessAddedIsFoundAndSignsLater() throws Exception {
    ECKey next = newKey();
    store.rotate(sealed(next));
    String token =
        signed(header().keyID(next.getKeyID()).build(), claims().build(), new ECDSASigner(next));
    String old = tokens.issue(CLAIMS);

    setTime(NOW.plus(SigningKeys.REST));

    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
    assertThat(tokens.verify(old)).isEqualTo(CLAIMS);
    assertThat(headerOf(tokens.issue(CLAIMS)).getKeyID()).isNotEqualTo(next.getKeyID());
    assertThat(JWKSet.parse(tokens.publicKeys()).getKeys()).hasSize(2);
    setTime(NOW.plus(AccessTokens.SIGNS_AFTER).minusSeconds(1));
    assertThat(headerOf(tokens.issue(CLAIMS)).getKeyID()).isNotEqualTo(next.getKeyID());
    setTime(NOW.plus(AccessTokens.SIGNS_AFTER));
    assertThat(headerOf(tokens.issue(CLAIMS)).getKeyID()).isEqualTo(next.getKeyID());
  }

  @Test
  void aKeyIsPublishedByEveryProcessWithinAMinuteAndLongBeforeItSigns() throws Exception {
    assertThat(AccessTokens.SIGNS_AFTER).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
    ECKey next = newKey();
    store.rotate(sealed(next));
    setTime(NOW.plus(SigningKeys.FRESH));
    assertThat(JWKSet.parse(tokens.publicKeys()).getKeys())
        .extracting(JWK::getKeyID)
        .contains(next.getKeyID())
        .hasSize(2);
  }

  @Test
  void whatARemovedKeySignedDiesWithinAMinuteThoughItWasSeenBefore() throws Exception {
    String old = tokens.issue(CLAIMS);
    assertThat(tokens.verify(old)).isEqualTo(CLAIMS);
    String first = kid();
    store.rotate(sealed(newKey()));
    store.remove(first);

    setTime(NOW.plus(SigningKeys.FRESH));

    assertRefused(tokens, old, "invalid_token");
    assertThat(headerOf(tokens.issue(CLAIMS)).getKeyID()).isEqualTo(kid());
  }

  @Test
  void aStoreThatCantBeReadLeavesTheKeysAsTheyAre() {
    String token = tokens.issue(CLAIMS);
    store.setBroken(true);
    int reads = store.reads();

    setTime(NOW.plus(SigningKeys.FRESH));
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
    assertThat(tokens.verify(tokens.issue(CLAIMS))).isEqualTo(CLAIMS);
    assertThat(store.reads()).as("it is not asked again and again").isEqualTo(reads + 1);

    store.setBroken(false);
    setTime(NOW.plus(SigningKeys.FRESH.multipliedBy(2)));
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
  }

  @Test
  void unknownKeysDoNotMakeUsReadTheStoreAllTheTime() throws Exception {
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      unknown.add(signed(header().keyID("key-" + i).build(), claims().build()));
    }
    int reads = store.reads();
    unknown.forEach(token -> assertRefused(tokens, token, "invalid_token"));
    assertThat(store.reads()).isEqualTo(reads);

    setTime(NOW.plus(SigningKeys.REST));
    unknown.forEach(token -> assertRefused(tokens, token, "invalid_token"));
    assertThat(store.reads()).isEqualTo(reads + 1);
  }

  @Test
  void aTokenThatWasSeenBeforeIsStillHeldToItsTimes() {
    String token = tokens.issue(CLAIMS);
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);

    setTime(NOW.minus(Duration.ofMinutes(1)));
    assertRefused(tokens, token, "invalid_token");
    setTime(NOW.plus(Duration.ofMinutes(16)));
    assertRefused(tokens, token, "expired_token");
    setTime(NOW);
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
  }

  @Test
  void aTokenThatWasSeenBeforeGoesWithItsKey() throws Exception {
    String token = tokens.issue(CLAIMS);
    assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
    String unknown = signed(header().keyID("unknown").build(), claims().build());

    store.replaceAll(sealed(newKey()));
    setTime(NOW.plus(SigningKeys.REST));
    assertRefused(tokens, unknown, "invalid_token");

    assertRefused(tokens, token, "invalid_token");
  }

  @Test
  void noMoreTokensAreKeptThanMayBe() {
    VerifiedTokens<String> known = new VerifiedTokens<>(2);
    for (String token : List.of("a", "b", "a", "c")) {
      known.find(token);
      known.keep(token, token);
    }

    assertThat(known.find("a")).isPresent();
    assertThat(known.find("b")).isEmpty();
    assertThat(known.find("c")).contains("c");
  }

  @Test
  void aStoredKeyThatDoesNotOpenStopsTheStart() {
    SigningKey key = sealed(newKey());
    byte[] nonsense = "{\"kty\":\"EC\"}".getBytes(StandardCharsets.UTF_8);
    List<SealedBytes> broken =
        List.of(
            SealedBytes.of(new byte[64]),
            store.all().get(0).sealedJwk(),
            sealer.seal(Purpose.SIGNING_KEY, key.kid(), nonsense),
            sealer.seal(Purpose.STORED_ANSWER, key.kid(), nonsense));
    for (SealedBytes bytes : broken) {
      KeyRing other = new KeyRing();
      other.addFirst(new SigningKey(key.kid(), bytes, NOW));
      assertThatThrownBy(() -> new NimbusAccessTokens(ISSUER, other, sealer, clock))
          .isInstanceOf(SealBroken.class)
          .hasMessageNotContaining("kty");
    }
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(NimbusAccessTokens.TYPE).keyID(kid());
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER.toString())
        .audience(NimbusAccessTokens.AUDIENCE)
        .subject(CLAIMS.user().toString())
        .claim("sid", CLAIMS.session().toString())
        .issueTime(Date.from(NOW))
        .notBeforeTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plus(Duration.ofMinutes(15))));
  }

  private String signed(JWSHeader header, JWTClaimsSet claims) throws Exception {
    return signed(header, claims, new ECDSASigner(privateKey()));
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static String payload() {
    return part(claims().build().toString());
  }

  private static String part(String json) {
    return Base64URL.encode(json).toString();
  }

  private static JWSHeader headerOf(String token) {
    try {
      return SignedJWT.parse(token).getHeader();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private String kid() {
    return store.all().get(0).kid();
  }

  private ECKey privateKey() throws ParseException {
    SigningKey key = store.all().get(0);
    byte[] json = sealer.open(Purpose.SIGNING_KEY, key.kid(), key.sealedJwk());
    return ECKey.parse(new String(json, StandardCharsets.UTF_8));
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private SigningKey sealed(ECKey key) {
    byte[] json = key.toJSONString().getBytes(StandardCharsets.UTF_8);
    return new SigningKey(
        key.getKeyID(), sealer.seal(Purpose.SIGNING_KEY, key.getKeyID(), json), NOW);
  }
}
