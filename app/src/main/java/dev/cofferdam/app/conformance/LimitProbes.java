package dev.cofferdam.app.conformance;

import dev.cofferdam.application.runs.port.SandboxEnding;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Attempts to use up what others need too. */
final class LimitProbes {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Processor time that accounting may be off by. */
  private static final long SLACK_MS = 1_000;

  static final List<Probe> ALL =
      List.of(
          Probe.of(
                  "memory",
                  "take more memory than is given",
                  "head -c 400000000 /dev/zero | tail > /dev/null || exit 9")
              .judgedBy(LimitProbes::isOutOfMemory),
          Probe.of(
              "fork bomb",
              "make more processes than are given, and leave them",
              "(f() { f | f & }; f) 2> /dev/null & i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done",
              """
              [ "$(ls -d /proc/[0-9]* | wc -l)" -lt 8 ] || echo BREACH the processes are there still
              echo TRIED
              """),
          Probe.of(
              "processes",
              "have more of them at once than are given",
              """
              command -v perl > /dev/null || { echo UNTRIED there is no perl in the image; exit; }
              perl -e '
                my $made = 0;
                while ($made < 200) { my $child = fork; last unless defined $child; if (!$child) { sleep 30; exit } $made++ }
                print "BREACH $made processes beside each other\\n" if $made > 64;'
              echo TRIED
              """),
          Probe.of(
              "workspace",
              "fill the disk by the workspace",
              """
              head -c 100000000 /dev/zero > fill 2> /dev/null && echo BREACH 100 MB fit into 32
              rm -f fill; echo TRIED
              """),
          Probe.of(
                  "home and /tmp",
                  "fill the disk beside the workspace",
                  """
              for folder in "$HOME" /tmp /dev/shm /var/tmp /dev/mqueue /run; do
                head -c 300000000 /dev/zero 2> /dev/null > "$folder/fill" && echo "BREACH 300 MB fit into $folder"
                rm -f "$folder/fill"
              done 2> /dev/null
              echo TRIED
              """)
              .judgedBy(LimitProbes::heldOrOutOfMemory),
          Probe.of(
                  "small files",
                  "fill the kernel's memory by files without content",
                  """
              command -v perl > /dev/null || { echo UNTRIED there is no perl in the image; exit; }
              perl -e 'mkdir "many"; for my $i (1..1_000_000) { open(my $f, ">", "many/$i") or exit 0 } print "BREACH a million files\\n"'
              echo TRIED
              """)
              .judgedBy(LimitProbes::heldOrOutOfMemory),
          Probe.of(
                  "open files",
                  "use up the file descriptors",
                  """
              command -v perl > /dev/null || { echo UNTRIED there is no perl in the image; exit; }
              perl -e 'my @open; while (open(my $f, "<", "/dev/null")) { push @open, $f; if (@open > 70_000) { print "BREACH more than 70,000 open files\\n"; last } }'
              echo TRIED
              """)
              .judgedBy(LimitProbes::heldOrOutOfMemory),
          Probe.of(
                  "shared memory",
                  "take memory that outlives its process",
                  """
              command -v perl > /dev/null || { echo UNTRIED there is no perl in the image; exit; }
              perl -e '
                for (1..10) {
                  my $id = shmget(0, 50_000_000, 0600) // last;
                  for (my $at = 0; $at < 50_000_000; $at += 4096) { shmwrite($id, "x", $at, 1) or last }
                }
                print "BREACH 500 MB of shared memory\\n"'
              echo TRIED
              """)
              .judgedBy(LimitProbes::heldOrOutOfMemory),
          Probe.of(
                  "processor",
                  "take more processor time than is given",
                  """
                  for i in 1 2 3 4; do (while :; do :; done) & done
                  sleep 3; echo TRIED
                  """)
              .judgedBy(LimitProbes::isWithinOneProcessor),
          Probe.of(
                  "endless command",
                  "not end, and ignore every signal that can be",
                  "trap '' HUP INT QUIT TERM USR1 USR2 ALRM; while :; do sleep 1; done")
              .under(Probe.Conditions.DEFAULT.within(TIMEOUT))
              .judgedBy(LimitProbes::isTimedOut),
          Probe.of(
                  "endless output",
                  "print without end and without a line's end",
                  "head -c 300000000 /dev/zero | tr '\\0' x")
              .judgedBy(LimitProbes::isCutOff),
          Probe.of(
              "core dumps",
              "leave one, or have the host write it",
              """
              [ "$(ulimit -c)" = 0 ] || echo BREACH core dumps are written
              sh -c 'kill -SEGV $$' 2> /dev/null
              ls core* /tmp/core* 2> /dev/null | grep -q . && echo BREACH there is a core dump
              echo TRIED
              """));

  private LimitProbes() {}

  private static Verdict isOutOfMemory(Observed observed) {
    boolean refused = observed.steps().stream().anyMatch(step -> step.exitCode() != 0);
    return refused || observed.ending() instanceof SandboxEnding.OutOfMemory
        ? new Verdict.Held()
        : new Verdict.Breached("400 MB fit into 128");
  }

  private static Verdict heldOrOutOfMemory(Observed observed) {
    return observed.ending() instanceof SandboxEnding.OutOfMemory
        ? new Verdict.Held()
        : observed.told();
  }

  private static Verdict isWithinOneProcessor(Observed observed) {
    OptionalLong used =
        observed.ending() instanceof SandboxEnding.Completed completed
            ? completed.consumption().cpuMs()
            : OptionalLong.empty();
    if (used.isEmpty()) {
      return new Verdict.Untried("processor time can't be measured here");
    }
    long most = observed.took().toMillis() + SLACK_MS;
    return used.getAsLong() <= most
        ? new Verdict.Held()
        : new Verdict.Breached(used.getAsLong() + " ms of processor time in " + most);
  }

  private static Verdict isTimedOut(Observed observed) {
    boolean held =
        observed.ending() instanceof SandboxEnding.TimedOut
            && observed.took().compareTo(TIMEOUT.plus(PATIENCE)) < 0;
    return held
        ? new Verdict.Held()
        : new Verdict.Breached("it ended with " + observed.ending() + " after " + observed.took());
  }

  private static Verdict isCutOff(Observed observed) {
    long kept = observed.output().values().stream().mapToLong(String::length).sum();
    return kept <= Probe.Conditions.DEFAULT.outputLimit() && observed.dropped() > 0
        ? new Verdict.Held()
        : new Verdict.Breached(kept + " characters were kept");
  }
}
