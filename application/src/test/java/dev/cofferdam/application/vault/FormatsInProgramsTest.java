package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.needs.NeedsTool;
import dev.cofferdam.application.needs.Tool;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.docker.DockerWriter;
import dev.cofferdam.domain.vault.dotenv.DotenvWriter;
import dev.cofferdam.domain.vault.shell.ShellWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that each format is made for read it as it was meant, and run nothing of it. */
final class FormatsInProgramsTest {
  private static final String SOURCE = ". ./" + Program.FILE + "; exec /usr/bin/env -0";
  private static final String EVAL =
      "eval \"$(/bin/cat " + Program.FILE + ")\"; exec /usr/bin/env -0";

  /** The variables of bash 5.2, and others that shells look at. */
  private static final List<String> SHELL_NAMES =
      List.of(
          "BASHOPTS",
          "BASHPID",
          "BASH_ALIASES",
          "BASH_ARGC",
          "BASH_ARGV",
          "BASH_ARGV0",
          "BASH_CMDS",
          "BASH_COMMAND",
          "BASH_COMPAT",
          "BASH_ENV",
          "BASH_LINENO",
          "BASH_REMATCH",
          "BASH_SOURCE",
          "BASH_SUBSHELL",
          "BASH_VERSINFO",
          "BASH_VERSION",
          "BASH_XTRACEFD",
          "CDPATH",
          "CHILD_MAX",
          "COLUMNS",
          "COMP_WORDBREAKS",
          "COPROC",
          "DIRSTACK",
          "ENV",
          "EPOCHREALTIME",
          "EPOCHSECONDS",
          "EUID",
          "EXECIGNORE",
          "FCEDIT",
          "FIGNORE",
          "FUNCNAME",
          "FUNCNEST",
          "GLOBIGNORE",
          "GROUPS",
          "HISTCMD",
          "HISTCONTROL",
          "HISTFILE",
          "HISTFILESIZE",
          "HISTIGNORE",
          "HISTSIZE",
          "HISTTIMEFORMAT",
          "HOME",
          "HOSTFILE",
          "HOSTNAME",
          "HOSTTYPE",
          "IFS",
          "IGNOREEOF",
          "INPUTRC",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "LINENO",
          "LINES",
          "MACHTYPE",
          "MAIL",
          "MAILCHECK",
          "MAILPATH",
          "MAPFILE",
          "OLDPWD",
          "OPTARG",
          "OPTERR",
          "OPTIND",
          "OSTYPE",
          "PATH",
          "PIPESTATUS",
          "POSIXLY_CORRECT",
          "PPID",
          "PROMPT_COMMAND",
          "PROMPT_DIRTRIM",
          "PS0",
          "PS1",
          "PS2",
          "PS3",
          "PS4",
          "PWD",
          "RANDOM",
          "READLINE_LINE",
          "READLINE_MARK",
          "READLINE_POINT",
          "REPLY",
          "SECONDS",
          "SHELL",
          "SHELLOPTS",
          "SHLVL",
          "SRANDOM",
          "TERM",
          "TIMEFORMAT",
          "TMOUT",
          "TMPDIR",
          "UID",
          "USER",
          "_",
          "auto_resume",
          "histchars",
          "if",
          "then",
          "export",
          "alias",
          "test");

  @TempDir Path folder;

  @Test
  @NeedsTool({Tool.SH, Tool.BASH, Tool.DASH})
  void shellsReadShell() throws Exception {
    Map<SecretName, SecretValue> secrets = HardValues.carriedBy(ShellWriter::write);
    assertThat(secrets).hasSizeGreaterThan(250);
    for (Tool shell : List.of(Tool.SH, Tool.BASH, Tool.DASH)) {
      assertSame(new Program(shell, "-c", SOURCE), secrets, ShellWriter::write);
      assertSame(new Program(shell, "-c", EVAL), secrets, ShellWriter::write);
    }
  }

  @Test
  @NeedsTool({Tool.SH, Tool.BASH, Tool.DASH})
  void noNameMakesAShellRunItsValue() throws Exception {
    Map<SecretName, SecretValue> secrets = new HashMap<>();
    for (String name : SHELL_NAMES) {
      Map<SecretName, SecretValue> one =
          Map.of(new SecretName(name), SecretValue.ofText(HardValues.COMMAND));
      if (HardValues.isCarried(ShellWriter::write, one)) {
        secrets.putAll(one);
      }
    }
    assertThat(secrets).hasSizeGreaterThan(50);
    for (Tool shell : List.of(Tool.SH, Tool.BASH, Tool.DASH)) {
      assertSame(new Program(shell, "-c", SOURCE), secrets, ShellWriter::write);
    }
  }

  @Test
  @NeedsTool(Tool.NODE)
  void nodeReadsDotenv() throws Exception {
    String print =
        "for (const [k, v] of Object.entries(process.env)) process.stdout.write(k + '=' + v + '\\0')";
    Map<SecretName, SecretValue> secrets = HardValues.carriedBy(DotenvWriter::write);
    assertThat(secrets).hasSizeGreaterThan(60);
    assertSame(
        new Program(Tool.NODE, "--env-file=" + Program.FILE, "-e", print),
        secrets,
        DotenvWriter::write);
  }

  @Test
  @NeedsTool(Tool.PYTHON_DOTENV)
  void pythonReadsDotenv() throws Exception {
    String print =
        "import dotenv, sys\n"
            + "for k, v in dotenv.dotenv_values('"
            + Program.FILE
            + "').items(): sys.stdout.buffer.write(f'{k}={v}\\0'.encode())";
    assertSame(
        new Program(Tool.PYTHON_DOTENV, "-c", print),
        HardValues.carriedBy(DotenvWriter::write),
        DotenvWriter::write);
  }

  @Test
  @NeedsDocker
  @NeedsTool(Tool.DOCKER_CLI)
  void dockerReadsDocker() throws Exception {
    Map<SecretName, SecretValue> secrets = HardValues.carriedBy(DockerWriter::write);
    assertThat(secrets).hasSizeGreaterThan(100);
    assertSame(
        new Program(
            Tool.DOCKER_CLI,
            "run",
            "--rm",
            "--network",
            "none",
            "--env-file",
            Program.FILE,
            "--entrypoint",
            "/usr/bin/env",
            "cofferdam/sandbox:1",
            "-0"),
        secrets,
        DockerWriter::write);
  }

  private void assertSame(
      Program program,
      Map<SecretName, SecretValue> secrets,
      Function<Map<SecretName, SecretValue>, String> writer)
      throws Exception {
    Map<SecretName, SecretValue> read =
        program.read(folder, writer.apply(secrets), secrets.keySet());
    secrets.forEach(
        (name, value) ->
            assertThat(read.getOrDefault(name, SecretValue.ofText("absent")).reveal())
                .as(name.value())
                .isEqualTo(value.reveal()));
  }
}
