package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the keys of an issuer come from. It is public keys or one shared secret and never both, so
 * that nobody signs with a published key as if it were the secret.
 */
public sealed interface KeySource {
  /** What is taken of an issuer that says nothing else. */
  Set<String> USUAL_ALGORITHMS = Set.of("RS256", "ES256", "EdDSA");

  /** All that may be allowed; none of them takes a shared secret. */
  Set<String> KNOWN_ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "Ed25519");

  /** The algorithms (RFC 7518) that a token of the issuer may be signed with. */
  Set<String> algorithms();

  /** A key set (RFC 7517) at the address that the issuer's discovery document gives. */
  record Discovered(Set<String> algorithms) implements KeySource {
    public Discovered {
      algorithms = known(algorithms);
    }
  }

  /** A key set at an address: https, or http on this machine. */
  record Published(URI address, Set<String> algorithms) implements KeySource {
    public Published {
      requireSafe("jwksUrl", address);
      algorithms = known(algorithms);
    }
  }

  /** One secret that the issuer signs with (HS256), in text of at least 32 bytes. */
  record Shared(String secret) implements KeySource {
    private static final int MIN_BYTES = 32;

    public Shared {
      if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
        throw new IllegalArgumentException("sharedSecret must have at least 32 bytes");
      }
    }

    @Override
    public Set<String> algorithms() {
      return Set.of(JWSAlgorithm.HS256.getName());
    }

    @Override
    public String toString() {
      return "Shared[[REDACTED]]";
    }
  }

  private static Set<String> known(Set<String> algorithms) {
    if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          "algorithms must be some of " + new TreeSet<>(KNOWN_ALGORITHMS));
    }
    return Set.copyOf(algorithms);
  }

  /**
   * @throws IllegalArgumentException when it is neither https nor on this machine
   */
  static void requireSafe(String field, URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean safe = scheme.equals("https") || (scheme.equals("http") && isLoopback(address));
    if (!safe || address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          field + " must be an https address without credentials (http on this machine alone)");
    }
  }

  /** Looks at literal addresses and {@code localhost}, and asks no name server. */
  private static boolean isLoopback(URI address) {
    String host = String.valueOf(address.getHost());
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    if (!host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
