package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How commands are kept apart here, and the command lines that do it. All tools are those of
 * util-linux, and {@code ip}.
 *
 * @param users which users the commands may be given
 * @param userNamespace whether namespaces come with one of their own user ids, for a server that is
 *     not root
 * @param namespaces whether a run has pids and mounts of its own, its workspace on a tmpfs of its
 *     own
 * @param network whether a run can have a network of its own
 */
record Confinement(Users users, boolean userNamespace, boolean namespaces, boolean network) {
  /** Who commands run as. */
  enum Users {
    /** A user id that belongs to the run alone. */
    OWN,
    /** The user nobody, whom all runs share. */
    NOBODY,
    /** The server's own user. */
    SERVER
  }

  private static final int NOBODY = 65_534;

  /**
   * The first of 2^28 user ids that no distribution gives away; see systemd's "Users, Groups, UIDs
   * and GIDs", where this range is free.
   */
  private static final int FIRST_OWN = 0x7000_0000;

  private static final int OPEN_FILES = 4_096;

  /** In a user namespace the driver's own threads count as the run's. */
  private static final int DRIVER_THREADS = 64;

  /**
   * Where a run's tmpfs is mounted, in its own mount namespace: a folder that systems keep empty.
   */
  static final Path MOUNT_POINT = Path.of("/mnt");

  /** Leaves its pid where it can be found, whoever dies, and becomes the driver. */
  private static final String LAUNCH =
      """
      umask 077
      read -r stat < /proc/self/stat && read -r boot < /proc/sys/kernel/random/boot_id || exit 1
      printf '%s\\n%s\\n' "$stat" "$boot" > "$1.$$" && ln "$1.$$" "$1" && rm "$1.$$" || exit 1
      shift
      exec "$@"
      """;

  /** Prepares the namespaces, and stays as their init, which waits for orphans too. */
  private static final String PREPARE =
      """
      set -e
      if [ "$3" = network ]; then ip link set lo up; fi
      mount -t tmpfs -o "size=$1m,mode=0755,nosuid,nodev" tmpfs "$4"
      for place in workspace home tmp clone; do
        mkdir -m 0700 "$4/$place"
        if [ "$2" -ge 0 ]; then chown "$2:$2" "$4/$place"; fi
      done
      shift 4
      set +e
      "$@"
      exit $?
      """;

  /** Gives a command temporary folders that go with the run. */
  private static final String HIDE =
      """
      for folder in /tmp /var/tmp /dev/shm; do
        if [ -d "$folder" ]; then mount --bind "$0/tmp" "$folder" || exit 1; fi
      done
      exec "$@"
      """;

  OptionalInt uid(RunId run) {
    return switch (users) {
      case OWN ->
          OptionalInt.of(FIRST_OWN | (int) (run.value().getLeastSignificantBits() & 0x0fff_ffff));
      case NOBODY -> OptionalInt.of(NOBODY);
      case SERVER -> OptionalInt.empty();
    };
  }

  /** The folder that holds the commands' folders, as they see it. */
  Path place(RunFolder folder) {
    return namespaces ? MOUNT_POINT : folder.path();
  }

  Sweep sweep(RunId run) {
    if (users == Users.OWN) {
      return new Sweep.OfUser(uid(run).orElseThrow());
    }
    return namespaces ? new Sweep.OfNamespace() : new Sweep.OfMarker(run.toString());
  }

  /** The command line that starts a driver, detached from the server's session. */
  List<String> launch(RunFolder folder, Resources limits, boolean ownNetwork, List<String> driver) {
    List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", LAUNCH, "launch"));
    command.add(folder.inDriver(DriverProcess.FILE).toString());
    if (namespaces) {
      command.add("unshare");
      if (userNamespace) {
        command.addAll(List.of("--user", "--map-root-user"));
      }
      if (ownNetwork) {
        command.add("--net");
      }
      command.addAll(
          List.of("--mount", "--ipc", "--pid", "--fork", "--kill-child", "--mount-proc", "--"));
      command.addAll(List.of("/bin/sh", "-c", PREPARE, "prepare"));
      command.add(Integer.toString(limits.diskMb()));
      command.add(Integer.toString(uid(folder.run()).orElse(-1)));
      command.add(ownNetwork ? "network" : "hosts-network");
      command.add(MOUNT_POINT.toString());
    }
    command.addAll(driver);
    return command;
  }

  /** What each command is executed by: it takes away, and becomes the command. */
  List<String> prefix(RunFolder folder, Resources limits) {
    List<String> prefix = new ArrayList<>();
    if (namespaces) {
      prefix.addAll(List.of("unshare", "--mount", "--", "/bin/sh", "-c", HIDE));
      prefix.add(place(folder).toString());
    }
    prefix.addAll(List.of("prlimit", "--core=0"));
    prefix.add("--fsize=" + ((long) limits.diskMb() << 20));
    prefix.add("--data=" + ((long) limits.memoryMb() << 20));
    if (limitsProcesses()) {
      prefix.add("--nproc=" + (limits.pids() + (userNamespace ? DRIVER_THREADS : 0)));
    }
    OptionalInt uid = uid(folder.run());
    if (uid.isPresent()) {
      prefix.add("--nofile=" + OPEN_FILES);
    }
    prefix.addAll(List.of("setpriv", "--no-new-privs"));
    if (uid.isPresent()) {
      String id = Integer.toString(uid.getAsInt());
      prefix.addAll(List.of("--reuid", id, "--regid", id, "--clear-groups"));
    }
    if (uid.isPresent() || userNamespace) {
      prefix.addAll(List.of("--bounding-set=-all", "--inh-caps=-all"));
    }
    return prefix;
  }

  private boolean limitsProcesses() {
    return users == Users.OWN || userNamespace;
  }

  /** What is not kept apart, a sentence each. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (users == Users.SERVER) {
      gaps.add(
          "Commands run as the server's own user: they can read and change its files, those of"
              + " other runs and of the server included.");
    } else if (users == Users.NOBODY) {
      gaps.add("All runs share the user nobody: a run can read and disturb another one.");
    }
    gaps.add("Commands see the host's files and programs, and can read what everybody may read.");
    if (!namespaces) {
      gaps.add("Commands see the host's processes.");
      gaps.add("The size of the workspace is not limited, only that of each file.");
      if (users != Users.OWN) {
        gaps.add("A process that leaves its session and its environment outlives its command.");
      }
    }
    if (!network) {
      gaps.add(
          "The network is the host's: none and proxied only set the environment, and commands can"
              + " reach the host, its network and the metadata service.");
      gaps.add("When the server restarts, running commands lose their way through the proxy.");
    }
    gaps.add(
        "Memory is limited for each process, not for the run; nothing says who ran out of it.");
    if (!limitsProcesses()) {
      gaps.add("The number of processes is not limited.");
    }
    gaps.add("Processor time is measured, not limited.");
    gaps.add("System calls are not filtered.");
    gaps.add("Images are ignored: commands find what is installed on the host.");
    return List.copyOf(gaps);
  }
}
