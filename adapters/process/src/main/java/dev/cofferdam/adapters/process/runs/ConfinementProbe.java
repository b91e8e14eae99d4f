package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.adapters.process.runs.Confinement.Users;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Finds the strongest confinement that works on this machine, by trying. */
final class ConfinementProbe {
  private static final long PATIENCE_SECONDS = 10;

  private final Path root;
  private final List<Path> needed;
  private final List<String> failures = new ArrayList<>();

  /**
   * @param root where runs will have their folders
   * @param needed what a driver has to reach, which no mount may hide
   */
  ConfinementProbe(Path root, List<Path> needed) {
    this.root = root;
    this.needed = List.copyOf(needed);
  }

  /**
   * The strongest confinement that works.
   *
   * @throws IllegalStateException when not even the weakest does, or when only root itself could
   *     execute the commands
   */
  Confinement find() {
    boolean isRoot = currentUid() == 0;
    for (Confinement candidate : candidates(isRoot)) {
      if (works(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        isRoot
            ? "The process runtime can't give commands a user of their own, and does not execute"
                + " them as root. Start the server as another user, or in a folder that other users"
                + " can pass to: "
                + failures
            : "The process runtime needs Linux with the tools of util-linux: " + failures);
  }

  private static List<Confinement> candidates(boolean isRoot) {
    if (!isRoot) {
      return List.of(
          new Confinement(Users.SERVER, true, true, true),
          new Confinement(Users.SERVER, true, true, false),
          new Confinement(Users.SERVER, false, false, false));
    }
    List<Confinement> candidates = new ArrayList<>();
    for (Users users : List.of(Users.OWN, Users.NOBODY)) {
      candidates.add(new Confinement(users, false, true, true));
      candidates.add(new Confinement(users, false, true, false));
      candidates.add(new Confinement(users, false, false, false));
    }
    return candidates;
  }

  private static int currentUid() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new IllegalStateException("The process runtime needs Linux and its /proc", e);
    }
  }

  boolean works(Confinement candidate) {
    boolean hidden =
        candidate.namespaces()
            && needed.stream().anyMatch(path -> path.startsWith(Confinement.MOUNT_POINT));
    if (hidden) {
      failures.add("something that the driver needs lies in " + Confinement.MOUNT_POINT);
      return false;
    }
    RunFolder folder = RunFolder.of(root, new RunId(UUID.randomUUID()));
    try {
      folder.create(!candidate.namespaces(), candidate.uid(folder.run()));
      try {
        String said = execute(candidate, folder);
        if (!said.equals("42")) {
          failures.add(said);
        }
        return said.equals("42");
      } finally {
        folder.delete();
      }
    } catch (IOException e) {
      failures.add(String.valueOf(e.getMessage()));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String execute(Confinement candidate, RunFolder folder)
      throws IOException, InterruptedException {
    String workspace = candidate.place(folder).resolve("workspace").toString();
    List<String> step =
        new ArrayList<>(List.of("/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\""));
    step.addAll(List.of("cd", workspace, "setsid", "--fork", "--wait"));
    step.addAll(candidate.prefix(folder, Resources.DEFAULT));
    step.addAll(
        List.of("/bin/sh", "-c", "echo 42 > \"$1/file\" && cat \"$1/file\"", "try", workspace));
    List<String> command = candidate.launch(folder, Resources.DEFAULT, candidate.network(), step);
    Path output = folder.inDriver("log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", Step.TOOLS_PATH, "LC_ALL", "C"));
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "a try to confine a command did not end";
    }
    return Files.readString(output, UTF_8).trim();
  }
}
