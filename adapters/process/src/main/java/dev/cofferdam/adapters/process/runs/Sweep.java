package dev.cofferdam.adapters.process.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills every process of a step, whatever session, group or parent it has given itself. How it
 * knows them depends on the confinement; how it is written on the driver's command line is {@link
 * #text}.
 */
sealed interface Sweep {
  /** What is left after this long can't be killed, because the kernel does not let go of it. */
  long MAX_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Whether the process belongs to the step; called for running processes alone. */
  boolean owns(long pid);

  String text();

  /** Kills once what is owned. */
  default void kill(List<Long> owned) throws IOException, InterruptedException {
    for (long pid : owned) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Kills until nothing is left. */
  default void sweep() throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (List<Long> left = left();
        !left.isEmpty() && System.nanoTime() - start < MAX_NANOS;
        left = left()) {
      kill(left);
      Thread.sleep(1);
    }
  }

  private List<Long> left() throws IOException {
    return ProcStat.pids().stream()
        .filter(pid -> ProcStat.of(pid).filter(ProcStat::isRunning).isPresent() && owns(pid))
        .toList();
  }

  static Sweep parse(String text) {
    String[] words = text.split(":", -1);
    return switch (words[0]) {
      case "user" -> new OfUser(Integer.parseInt(words[1]));
      case "namespace" -> new OfNamespace();
      case "marker" -> new OfMarker(words[1]);
      default -> throw new IllegalArgumentException("no such sweep: " + text);
    };
  }

  /** The step has a user id that nobody else has: one signal from that user reaches it all. */
  record OfUser(int uid) implements Sweep {
    @Override
    public boolean owns(long pid) {
      try {
        return Files.readAllLines(ProcStat.procFile(pid, "status"), StandardCharsets.ISO_8859_1)
            .stream()
            .anyMatch(line -> line.startsWith("Uid:\t" + uid + "\t"));
      } catch (IOException gone) {
        return false;
      }
    }

    @Override
    public void kill(List<Long> owned) throws IOException, InterruptedException {
      String id = Integer.toString(uid);
      new ProcessBuilder(
              "setpriv",
              "--reuid",
              id,
              "--regid",
              id,
              "--clear-groups",
              "/bin/sh",
              "-c",
              "kill -9 -1")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }

    @Override
    public String text() {
      return "user:" + uid;
    }
  }

  /** The step has a pid namespace with nobody but its init and its driver, who asks. */
  record OfNamespace() implements Sweep {
    @Override
    public boolean owns(long pid) {
      return pid != 1 && pid != ProcessHandle.current().pid();
    }

    @Override
    public String text() {
      return "namespace";
    }
  }

  /** The step has nothing of its own but a variable that its processes inherit. */
  record OfMarker(String value) implements Sweep {
    static final String NAME = "COFFERDAM_STEP_OF";

    @Override
    public boolean owns(long pid) {
      try {
        String environment =
            Files.readString(ProcStat.procFile(pid, "environ"), StandardCharsets.ISO_8859_1);
        return ("\0" + environment + "\0").contains("\0" + NAME + "=" + value + "\0");
      } catch (IOException goneOrSomebodyElses) {
        return false;
      }
    }

    @Override
    public String text() {
      return "marker:" + value;
    }
  }
}
