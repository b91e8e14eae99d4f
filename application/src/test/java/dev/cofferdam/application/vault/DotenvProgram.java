package dev.cofferdam.application.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.needs.Tool;
import dev.cofferdam.domain.vault.dotenv.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The program that a dialect is named after, reading many files in one process. */
enum DotenvProgram {
  NODE(
      Dialect.NODE,
      Tool.NODE,
      "-e",
      """
      const files = require('fs').readFileSync(0).toString().split('\\0').slice(0, -1);
      let out = '';
      for (const file of files) {
        const read = require('util').parseEnv(file);
        for (const name in read) out += name + '=' + read[name] + '\\0';
        out += '\\0';
      }
      process.stdout.write(out);
      """),
  PYTHON_DOTENV(
      Dialect.PYTHON_DOTENV,
      Tool.PYTHON_DOTENV,
      "-c",
      """
      import dotenv, logging, os, sys
      logging.disable()
      os.environ.clear()
      for file in sys.stdin.buffer.read().split(b'\\0')[:-1]:
        with open('secrets', 'wb') as f: f.write(file)
        for name, value in dotenv.dotenv_values('secrets', encoding='utf-8').items():
          if value is not None: sys.stdout.buffer.write(f'{name}={value}\\0'.encode())
        sys.stdout.buffer.write(b'\\0')
      """),
  COMPOSE(Dialect.COMPOSE, Tool.COMPOSE_ENV, "", "");

  final Dialect dialect;
  private final Tool tool;
  private final String flag;
  private final String script;

  /**
   * @param flag in front of a script; empty for a program that reads files by itself
   */
  DotenvProgram(Dialect dialect, Tool tool, String flag, String script) {
    this.dialect = dialect;
    this.tool = tool;
    this.flag = flag;
    this.script = script;
  }

  /** What it reads of each file; files that it refuses have the one name "!". */
  List<Map<String, String>> read(Path folder, List<String> files)
      throws IOException, InterruptedException {
    Path in = folder.resolve("in");
    Path out = folder.resolve("out");
    Files.writeString(in, String.join("\0", files) + "\0", UTF_8);
    Process process =
        new ProcessBuilder(flag.isEmpty() ? tool.command() : tool.command(flag, script))
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    List<Map<String, String>> read = new ArrayList<>();
    Map<String, String> file = new TreeMap<>();
    String printed = Files.readString(out, UTF_8);
    for (String variable : printed.substring(0, printed.length() - 1).split("\0", -1)) {
      if (variable.isEmpty()) {
        read.add(file);
        file = new TreeMap<>();
      } else {
        int equals = variable.indexOf('=');
        file.put(
            equals < 0 ? variable : variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    assertThat(read).hasSameSizeAs(files);
    return read;
  }
}
