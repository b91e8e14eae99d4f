package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has found so far. Of a name given twice the last one counts. Offsets must not go
 * backwards.
 */
public final class Reading {
  /** Of a name that no secret can have. */
  public static final String BAD_NAME =
      "not a valid name: 1 to 255 of A-Z, a-z, 0-9 and underscore, no digit first";

  private final SourceText source;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private boolean isOverfull;

  public Reading(SourceText source) {
    this.source = source;
    this.problems = new Problems(source.text());
  }

  /**
   * A name and the text that it gets.
   *
   * @param nameAt the name's offset
   * @param valueAt the offset of the value as it is written, at or behind the name's
   */
  public record Assignment(int nameAt, String name, int valueAt, String value) {
    @Override
    public String toString() {
      return name + "=[REDACTED]";
    }
  }

  /** What a format has against a character; null where it has nothing. */
  @FunctionalInterface
  public interface Objection {
    @Nullable String to(char c);
  }

  public void problem(int offset, String reason) {
    problems.add(offset, reason);
  }

  /**
   * Reports each line's first character that can't be read; what else is wrong there may follow
   * from it.
   *
   * @return whether there was any
   */
  public boolean reportCharacters(int start, int end, Objection objection) {
    boolean any = false;
    int at = start;
    while (at < end) {
      String fault = source.faultAt(at);
      fault = fault == null ? objection.to(source.text().charAt(at)) : fault;
      if (fault != null) {
        problems.add(at, fault);
        any = true;
        at = Scan.find(source.text(), '\n', at, end);
      }
      at++;
    }
    return any;
  }

  /** Takes an assignment in, unless its name or its value can't be a secret's. */
  public void take(Assignment assignment) {
    String name = assignment.name();
    if (!SecretName.isValid(name)) {
      problems.add(assignment.nameAt(), BAD_NAME);
      return;
    }
    if (hasLoneSurrogate(assignment.value())) {
      problems.add(assignment.valueAt(), "half of a surrogate pair, which is no character");
      return;
    }
    byte[] value = assignment.value().getBytes(StandardCharsets.UTF_8);
    takeBytes(assignment.nameAt(), name, assignment.valueAt(), value);
  }

  /**
   * Takes bytes in, unless the name or the value can't be a secret's.
   *
   * @param valueAt at or behind {@code nameAt}
   */
  public void takeBytes(int nameAt, String name, int valueAt, byte[] value) {
    if (!SecretName.isValid(name)) {
      problems.add(nameAt, BAD_NAME);
      return;
    }
    int line = problems.lineOf(nameAt);
    if (value.length > SecretValue.MAX_BYTES) {
      problems.add(valueAt, "a value over the limit of " + SecretValue.MAX_BYTES + " bytes");
      return;
    }
    entries.remove(name);
    if (entries.size() == SecretFile.MAX_ENTRIES) {
      problems.add(nameAt, "over " + SecretFile.MAX_ENTRIES + " names");
      isOverfull = true;
      return;
    }
    entries.put(name, new Entry(new SecretName(name), SecretValue.of(value), line));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Whether reading on makes no sense. */
  public boolean isFull() {
    return isOverfull || problems.isFull();
  }

  public SecretFile file() {
    return new SecretFile(new ArrayList<>(entries.values()), problems.found());
  }
}
