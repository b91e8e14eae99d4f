package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider on this machine: signs tokens, publishes keys over HTTP, and misbehaves. */
final class ForeignIssuer implements AutoCloseable {
  /** How a request for the key set is answered. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JWK> published = new ArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();
  private volatile Answer answer = this::tellKeys;
  private volatile String discovery = "";

  ForeignIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/keys",
        exchange -> {
          try (exchange) {
            readings.incrementAndGet();
            answer.to(exchange);
          }
        });
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          try (exchange) {
            send(exchange, 200, discovery.isEmpty() ? document(url()) : discovery);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  URI keySet() {
    return URI.create(url() + "/keys");
  }

  /** How often the key set was asked for. */
  int readings() {
    return readings.get();
  }

  void answerWith(Answer other) {
    answer = other;
  }

  void recover() {
    answer = this::tellKeys;
  }

  void answerWith(int status, String body) {
    answer = exchange -> send(exchange, status, body);
  }

  /** Begins to answer, and goes on when {@code latch} is open. */
  void answerAfter(CountDownLatch latch) {
    answer =
        exchange -> {
          try {
            latch.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          tellKeys(exchange);
        };
  }

  void discoverWith(String document) {
    discovery = document;
  }

  String document(String issuer) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keySet() + "\"}";
  }

  private void tellKeys(HttpExchange exchange) throws IOException {
    send(exchange, 200, new JWKSet(List.copyOf(published)).toString(true));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Publishes these keys and no others. */
  void publish(JWK... keys) {
    published.clear();
    published.addAll(List.of(keys));
  }

  static ECKey ecKey(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAKey rsaKey(String kid, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(ECKey key, JWTClaimsSet claims) {
    try {
      return sign(header(JWSAlgorithm.ES256, key.getKeyID()), claims, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(RSAKey key, JWSAlgorithm algorithm, JWTClaimsSet claims) {
    try {
      return sign(header(algorithm, key.getKeyID()), claims, new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWSHeader header(JWSAlgorithm algorithm, String kid) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(kid).build();
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
