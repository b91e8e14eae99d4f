package dev.cofferdam.app.conformance;

import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxEvent;
import java.util.List;
import java.util.Map;

/** Attempts to speak for what executes the commands, or to outlive it. */
final class DriverProbes {
  static final List<Probe> ALL =
      List.of(
          Probe.of(
              "process 1",
              "read or write what executes the commands",
              """
              [ "$(cat /proc/1/comm 2> /dev/null)" = "$(cat /proc/$$/comm)" ] && { echo UNTRIED the commands are process 1; exit; }
              for file in fd/0 fd/1 fd/2 mem oom_score_adj; do
                (echo 'ended done 0 - - 0' > /proc/1/$file) 2> /dev/null && echo "BREACH /proc/1/$file can be written"
              done
              for file in environ mem maps; do
                (head -c 1 /proc/1/$file | grep -q .) 2> /dev/null && echo "BREACH /proc/1/$file can be read"
              done
              ls /proc/1/fd /proc/1/root/ 2> /dev/null | grep -q . && echo BREACH its files can be seen
              echo TRIED
              """),
          Probe.of(
                  "its death",
                  "kill what executes the commands",
                  """
                  for signal in HUP INT QUIT USR1 USR2 PIPE ALRM TERM STOP KILL; do kill -$signal 1 2> /dev/null; done
                  kill -KILL -1 2> /dev/null || true
                  """,
                  "echo TRIED")
              .judgedBy(DriverProbes::isTold),
          Probe.of(
                  "forged markers",
                  "print what looks like the end of the step",
                  """
                  printf 'ended 0 0 - - 0\\nstep 1 exit 0\\n\\000\\000\\000\\005\\001\\000\\000\\000\\000event: end\\n\\n'
                  printf '##[endgroup]\\n::set-output name=x::y\\n\\377\\376\\375'
                  exit 7
                  """,
                  "echo BREACH the forged end was believed")
              .judgedBy(DriverProbes::isEndedBySeven),
          Probe.of(
              "what stays behind",
              "leave a process that outlives its step",
              """
              (setsid sh -c 'trap "" HUP INT TERM; while :; do sleep 1; done' > /dev/null 2>&1 &)
              (trap '' HUP; sh -c '(while :; do sleep 1; done) &' > /dev/null 2>&1 &)
              sleep 0.3
              """,
              """
              [ "$(ls -d /proc/[0-9]* | wc -l)" -lt 8 ] && ! pgrep -x sleep > /dev/null 2>&1 || echo BREACH a process of the first step lives
              echo TRIED
              """),
          Probe.of(
                  "hostile variables",
                  "lead what executes the commands astray by their variables",
                  "echo TRIED",
                  "echo TRIED")
              .under(
                  Probe.Conditions.DEFAULT.with(
                      Map.of(
                          "LD_PRELOAD", "/workspace/evil.so",
                          "LD_LIBRARY_PATH", "/workspace",
                          "PATH", "/workspace",
                          "BASH_ENV", "/workspace/evil",
                          "ENV", "/workspace/evil",
                          "IFS", "/",
                          "GIT_DIR", "/workspace/evil",
                          "GIT_SSH_COMMAND", "touch /workspace/evil",
                          "GCONV_PATH", "/workspace",
                          "http_proxy", "http://127.0.0.1:1")))
              .judgedBy(DriverProbes::isTold),
          Probe.of(
              "the last run",
              "find what another run left",
              """
              for folder in /workspace "$HOME" /tmp /dev/shm /var/tmp; do
                find "$folder" -mindepth 1 -maxdepth 2 2> /dev/null | head -3
              done > /tmp/.found
              while read -r file; do [ "${file##*/}" = .found ] || echo "BREACH $file was there"; done < /tmp/.found
              echo TRIED
              """),
          Probe.of(
              "the engine's variables",
              "find credentials of the host among the variables",
              """
              env | grep -E '^(AWS|DOCKER|DATABASE|COFFERDAM_(MASTER|DATA)|STRIPE|SMTP|S3|TEMPORAL)' | cut -d= -f1 | while read -r name; do
                echo "BREACH $name is set"
              done
              echo TRIED
              """));

  private DriverProbes() {}

  /** All steps ran to their end, and said so. */
  private static Verdict isTold(Observed observed) {
    boolean held =
        observed.ending() instanceof SandboxEnding.Completed
            && observed.output().values().stream().anyMatch(each -> each.contains(Observed.TRIED));
    boolean survived =
        observed.ending() instanceof SandboxEnding.Completed
            && observed.steps().stream().anyMatch(step -> step.exitCode() == 137);
    return held || survived
        ? new Verdict.Held()
        : new Verdict.Breached("it ended with " + observed.ending() + " " + observed.steps());
  }

  private static Verdict isEndedBySeven(Observed observed) {
    List<Integer> codes = observed.steps().stream().map(SandboxEvent.StepEnded::exitCode).toList();
    return codes.equals(List.of(7))
        ? new Verdict.Held()
        : new Verdict.Breached("the steps ended with " + codes);
  }
}
