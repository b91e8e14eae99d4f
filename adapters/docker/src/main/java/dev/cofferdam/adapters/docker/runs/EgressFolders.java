package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folders that are mounted into containers with the egress proxy's socket in them, one for each
 * container. The root is closed to other users of the host; what is mounted is open, because the
 * user in the container is another one.
 */
final class EgressFolders {
  static final String SOCKET = "proxy.sock";

  private final Path root;
  private final EgressProxy proxy;

  EgressFolders(Path root, EgressProxy proxy) {
    this.root = root;
    this.proxy = proxy;
  }

  Path folder(RunId run, EgressProxy.Purpose purpose) {
    return runFolder(run).resolve(purpose.name().toLowerCase(Locale.ROOT));
  }

  private Path runFolder(RunId run) {
    return root.resolve(run.toString());
  }

  /** Opens the proxy for a container, also again after a restart of ours. */
  EgressProxy.Way open(RunId run, EgressProxy.Purpose purpose) throws SandboxUnavailable {
    Path folder = folder(run, purpose);
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(folder);
      for (Path open : List.of(runFolder(run), folder)) {
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    } catch (IOException failure) {
      throw new SandboxUnavailable("the folder " + folder + " can't be made", failure);
    }
    return proxy.open(run, purpose, folder.resolve(SOCKET));
  }

  void remove(RunId run) throws SandboxUnavailable {
    try (Stream<Path> all = Files.walk(runFolder(run))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException none) {
      return;
    } catch (IOException failure) {
      throw new SandboxUnavailable("the folder " + runFolder(run) + " can't be removed", failure);
    }
  }
}
