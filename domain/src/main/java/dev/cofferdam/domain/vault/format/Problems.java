package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.vault.format.SecretFile.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects problems and tells their places. Offsets must not go backwards, so that finding all
 * lines takes one walk through the text.
 */
final class Problems {
  private static final String TOO_MANY = "too many problems; reading stops here";

  private final String text;
  private final List<Problem> found = new ArrayList<>();
  private int line = 1;
  private int lineStart;
  private int walked;

  Problems(String text) {
    this.text = text;
  }

  void add(int offset, String reason) {
    int line = lineOf(offset);
    if (isFull()) {
      return;
    }
    int column = text.codePointCount(lineStart, offset) + 1;
    boolean last = found.size() == SecretFile.MAX_PROBLEMS - 1;
    found.add(new Problem(line, column, last ? TOO_MANY : reason));
  }

  int lineOf(int offset) {
    for (; walked < offset; walked++) {
      if (text.charAt(walked) == '\n') {
        line++;
        lineStart = walked + 1;
      }
    }
    return line;
  }

  boolean isFull() {
    return found.size() >= SecretFile.MAX_PROBLEMS;
  }

  List<Problem> found() {
    return List.copyOf(found);
  }
}
