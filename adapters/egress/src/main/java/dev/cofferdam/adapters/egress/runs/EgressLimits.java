package dev.cofferdam.adapters.egress.runs;

import java.time.Duration;

/**
 * What one way out may use at most.
 *
 * @param headerBytes of a request's line and fields together
 * @param headerTime from a connection's acceptance to the end of its request's fields
 * @param connectTime for looking up the name and for connecting, each
 * @param idleTime without a byte in either direction, after which a connection is closed
 * @param connections at once; one more is answered with 503
 * @param hosts different {@code host:port} asked for; one more is answered with 403
 * @param bytes in both directions of all connections together, after which all are closed and new
 *     ones answered with 403
 */
public record EgressLimits(
    int headerBytes,
    Duration headerTime,
    Duration connectTime,
    Duration idleTime,
    int connections,
    int hosts,
    long bytes) {
  /**
   * 32 KiB of header in 30 s, 10 s to connect, 5 min idle, 256 connections, 1,000 hosts, 64 GiB.
   */
  public static final EgressLimits DEFAULT =
      new EgressLimits(
          32 * 1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          256,
          1_000,
          64L << 30);

  public EgressLimits {
    requirePositive("headerBytes", headerBytes);
    requirePositive("headerTime", headerTime.toMillis());
    requirePositive("connectTime", connectTime.toMillis());
    requirePositive("idleTime", idleTime.toMillis());
    requirePositive("connections", connections);
    requirePositive("hosts", hosts);
    requirePositive("bytes", bytes);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
