package dev.cofferdam.adapters.docker.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the operator decides about containers.
 *
 * @param installation names this installation on an engine that others use too: 1 to 32 of {@code
 *     a-z0-9-}; nothing without its label is ever touched
 * @param image the installation's own image, which {@code sandbox/build} makes: the default for
 *     runs, and where clones run
 * @param runtime an OCI runtime that the engine knows, such as {@code runsc}; empty for its default
 * @param sockets a folder for the egress proxy's sockets, on the engine's machine, its path at most
 *     50 characters; made, and closed to others, when it is first used
 * @param extraAuthorities a file of PEM certificates that clones trust besides the public ones
 * @param openNetwork whether runs may ask for a network without a proxy
 * @param cloneTimeout for a clone
 * @param pullTimeout for an image that has to be pulled first
 */
public record DockerSettings(
    String installation,
    String image,
    Optional<String> runtime,
    Path sockets,
    Optional<Path> extraAuthorities,
    boolean openNetwork,
    Duration cloneTimeout,
    Duration pullTimeout) {
  private static final Pattern INSTALLATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final int MAX_SOCKETS_PATH = 50;

  public DockerSettings {
    sockets = sockets.toAbsolutePath().normalize();
    if (!INSTALLATION.matcher(installation).matches()) {
      throw new IllegalArgumentException("installation must be 1 to 32 of a-z, 0-9 and -");
    }
    if (sockets.toString().length() > MAX_SOCKETS_PATH) {
      throw new IllegalArgumentException(
          "sockets must be a path of at most "
              + MAX_SOCKETS_PATH
              + " characters, for a socket's path is at most 107: "
              + sockets);
    }
  }
}
