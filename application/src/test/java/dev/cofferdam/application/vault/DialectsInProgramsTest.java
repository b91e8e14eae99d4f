package dev.cofferdam.application.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.needs.NeedsTool;
import dev.cofferdam.application.needs.Tool;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.reference.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read in a program's dialect is what that program reads: of each file the same names with
 * the same values, or a problem with its place.
 */
final class DialectsInProgramsTest {
  @TempDir Path folder;

  @Test
  @NeedsTool(Tool.NODE)
  void node() throws Exception {
    agree(DotenvProgram.NODE);
  }

  @Test
  @NeedsTool(Tool.PYTHON_DOTENV)
  void pythonDotenv() throws Exception {
    agree(DotenvProgram.PYTHON_DOTENV);
  }

  @Test
  @NeedsTool(Tool.COMPOSE_ENV)
  void compose() throws Exception {
    agree(DotenvProgram.COMPOSE);
  }

  private void agree(DotenvProgram program) throws Exception {
    List<String> files = DotenvFiles.all();
    List<Map<String, String>> theirs = program.read(folder, files);
    int read = 0;
    int assigned = 0;
    for (int i = 0; i < files.size(); i++) {
      SecretFile ours = program.dialect.read(files.get(i).getBytes(UTF_8));
      if (ours.problems().isEmpty()) {
        assertThat(values(ours))
            .as("%s of %s", program, shown(files.get(i)))
            .isEqualTo(theirs.get(i));
        read++;
        assigned += ours.entries().size();
      }
    }
    // else a reader that refuses everything would agree with every program
    assertThat(read).as("files read").isGreaterThan(files.size() / 6);
    assertThat(assigned).as("values read").isGreaterThan(files.size() / 6);
  }

  /** As they come to when they are read, which is as they were meant: none has a reference. */
  private static Map<String, String> values(SecretFile file) {
    Map<String, String> values = new TreeMap<>();
    file.entries()
        .forEach(
            entry ->
                values.put(
                    entry.name().value(), literal(entry.value().revealText().orElseThrow())));
    return values;
  }

  private static String literal(String text) {
    return Template.parse(text).parts().stream()
        .map(part -> ((Template.Literal) part).text())
        .collect(Collectors.joining());
  }

  private static String shown(String file) {
    return file.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
  }
}
