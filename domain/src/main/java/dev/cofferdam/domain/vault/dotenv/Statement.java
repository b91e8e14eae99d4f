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

  /** As {@link Dialect#COFFERDAM} does, which knows no variables. */
  static Statement read(String text, int start, Variables none) {
    int lineEnd = Scan.find(text, '\n', start, text.length());
    int first = Scan.skipBlanks(text, start, lineEnd);
    if (first == lineEnd || text.charAt(first) == '#') {
      return nothing(first, lineEnd + 1);
    }
    int equals = Scan.find(text, '=', first, lineEnd);
    if (equals == lineEnd) {
      return noAssignment(first, lineEnd + 1);
    }
    int nameAt = skipExport(text, first, equals);
    String name = text.substring(nameAt, Scan.trimEnd(text, nameAt, equals));
    return assignment(nameAt, name, ValueText.read(text, equals + 1, lineEnd));
  }

  /** Something that says nothing, such as a comment. */
  static Statement nothing(int at, int end) {
    return new Statement(at, "", ValueText.of(at, "", end), end, List.of());
  }

  static Statement noAssignment(int at, int end) {
    return fault(at, end, "not of the form NAME=value");
  }

  static Statement fault(int at, int end, String reason) {
    return new Statement(at, "", ValueText.of(at, "", end), end, List.of(new Fault(at, reason)));
  }

  /** One whose name is still to be judged. */
  static Statement assignment(int nameAt, String name, ValueText value) {
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
