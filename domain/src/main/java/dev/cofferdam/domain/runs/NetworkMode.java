package dev.cofferdam.domain.runs;

/**
 * What the steps of a run can reach. Never the host, its metadata service, private ranges or
 * another run.
 */
public enum NetworkMode {
  /** Nothing but the sandbox's own loopback. */
  NONE,
  /** HTTP and HTTPS to public addresses, through the egress proxy, which lists every host. */
  PROXIED,
  /** A network without a proxy; only where the operator allows it. */
  OPEN
}
