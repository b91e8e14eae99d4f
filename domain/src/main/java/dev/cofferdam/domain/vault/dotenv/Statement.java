package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * A line, or the lines of an assignment whose quoted value spans several.
 *
 * @param nameAt where the name starts
 * @param name empty for a blank line or a comment
 * @param end where the next statement starts
 */
record Statement(int nameAt, String name, ValueText value, int end, List<Fault> faults) {
  /** What is wrong at an offset. */
  record Fault(int offset, String reason) {}

  static Statement read(String text, int start) {
    int lineEnd = Scan.find(text, '\n', start, text.length());
    int first = Scan.skipBlanks(text, start, lineEnd);
    if (first == lineEnd || text.charAt(first) == '#') {
      return nothing(first, lineEnd + 1, List.of());
    }
    int equals = Scan.find(text, '=', first, lineEnd);
    if (equals == lineEnd) {
      return nothing(first, lineEnd + 1, List.of(new Fault(first, "not of the form NAME=value")));
    }
    int nameAt = skipExport(text, first, equals);
    String name = text.substring(nameAt, Scan.trimEnd(text, nameAt, equals));
    ValueText value = ValueText.read(text, equals + 1, lineEnd);
    List<Fault> faults = new ArrayList<>();
    if (!SecretName.isValid(name)) {
      faults.add(new Fault(nameAt, Reading.BAD_NAME));
    }
    faults.addAll(value.faults());
    return new Statement(nameAt, name, value, value.end(), faults);
  }

  boolean isAssignment() {
    return !name.isEmpty() && faults.isEmpty();
  }

  private static Statement nothing(int at, int end, List<Fault> faults) {
    return new Statement(at, "", ValueText.empty(at, end), end, faults);
  }

  /** A lone {@code export} before the equals sign is a name. */
  private static int skipExport(String text, int first, int equals) {
    int after = first + "export".length();
    if (!text.startsWith("export", first) || after >= equals) {
      return first;
    }
    int name = Scan.skipBlanks(text, after, equals);
    return name == after || name == equals ? first : name;
  }
}
