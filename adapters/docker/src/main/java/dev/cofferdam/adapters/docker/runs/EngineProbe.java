package dev.cofferdam.adapters.docker.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Info;
import dev.cofferdam.application.runs.port.Collecting;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an engine enforces. What it says of itself is not enough (Docker 20.10 lists no
 * seccomp where it applies it), so a sandbox looks at itself from within.
 */
final class EngineProbe {
  /** Prints a line for each wall that does not stand. */
  private static final String LOOK =
      """
      status() { while read -r name value; do [ "$name" = "$1:" ] && echo "$value"; done < /proc/self/status; }
      [ "$(status Seccomp)" = 2 ] || echo seccomp
      [ "$(status NoNewPrivs)" = 1 ] || echo privileges
      case "$(status CapEff)$(status CapBnd)" in *[!0]*) echo capabilities;; esac
      (: > /etc/probe) 2> /dev/null && echo root
      [ "$(id -u)" = 10001 ] || echo user
      head -c 4194304 /dev/zero > fill 2> /dev/null && echo workspace
      rm -f fill
      first() { for file; do [ -r "$file" ] && { read -r line < "$file"; echo "$line"; return; }; done; }
      c=/sys/fs/cgroup
      [ "$(first $c/pids.max $c/pids/pids.max)" = 64 ] || echo pids
      [ "$(first $c/memory.max $c/memory/memory.limit_in_bytes)" = 67108864 ] || echo memory
      case "$(first $c/cpu.max $c/cpu/cpu.cfs_quota_us)" in 50000*) ;; *) echo cpus;; esac
      exit 0
      """;

  private static final Map<String, String> WALLS = new LinkedHashMap<>();

  static {
    WALLS.put("seccomp", "The engine applies no seccomp profile: every system call is open.");
    WALLS.put("privileges", "Commands can gain privileges by set-user-ID programs.");
    WALLS.put("capabilities", "Commands hold capabilities.");
    WALLS.put("root", "The image's files can be written.");
    WALLS.put("user", "Commands run as another user than runner.");
    WALLS.put("workspace", "The workspace's size is not limited.");
    WALLS.put("pids", "The number of processes is not limited.");
    WALLS.put("memory", "Memory is not limited.");
    WALLS.put("cpus", "Processor time is not limited.");
  }

  private final DockerSandbox sandbox;
  private final Engine engine;
  private final boolean openNetwork;
  private @Nullable List<String> known;

  EngineProbe(DockerSandbox sandbox, Engine engine, boolean openNetwork) {
    this.sandbox = sandbox;
    this.engine = engine;
    this.openNetwork = openNetwork;
  }

  /** A sentence for each gap; found out once, unless the engine could not be asked. */
  synchronized List<String> gaps() {
    if (known != null) {
      return known;
    }
    try {
      known = List.copyOf(look());
      return known;
    } catch (SandboxUnavailable | DockerException unknown) {
      return List.of("What the engine isolates is unknown: " + Engine.sentence(unknown));
    } catch (InterruptedException brokenOff) {
      Thread.currentThread().interrupt();
      return List.of("What the engine isolates is unknown: the look was broken off.");
    }
  }

  private List<String> look() throws SandboxUnavailable, InterruptedException {
    List<String> gaps = new ArrayList<>();
    Info info = engine.ask("describe itself", () -> engine.client().infoCmd().exec());
    if (Boolean.FALSE.equals(info.getSwapLimit())) {
      gaps.add("The kernel does not limit swap: memory may be exceeded by what is swapped out.");
    }
    if (openNetwork) {
      gaps.add(
          "Runs with an open network reach the host and private addresses unless a firewall of the"
              + " operator's stands before them.");
    }
    String seen = within();
    WALLS.forEach(
        (wall, gap) -> {
          if (seen.lines().anyMatch(wall::equals)) {
            gaps.add(gap);
          }
        });
    return gaps;
  }

  private String within() throws SandboxUnavailable, InterruptedException {
    RunId run = new RunId(UUID.randomUUID());
    SandboxSpec spec =
        new SandboxSpec(
            new OrgId(new UUID(0, 0)),
            run,
            Optional.empty(),
            Optional.empty(),
            List.of(LOOK),
            Map.of(),
            new Resources(0.5, 64, 64, 2),
            NetworkMode.NONE,
            Duration.ofSeconds(20),
            10_000,
            Collecting.NOTHING,
            Optional.empty());
    StringBuilder seen = new StringBuilder();
    try {
      SandboxEnding ending =
          sandbox.run(
              spec,
              Map.of(),
              event -> {
                if (event instanceof SandboxEvent.StepOutput output) {
                  seen.append(UTF_8.decode(output.bytes().duplicate()));
                }
              });
      if (!(ending instanceof SandboxEnding.Completed)) {
        throw new SandboxUnavailable("a look from within ended with " + ending);
      }
      return seen.toString();
    } finally {
      sandbox.remove(run);
    }
  }
}
