package dev.cofferdam.domain.vault.reference;

import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret's text, taken apart. Read from left to right, <code>$${</code> stands for a literal
 * <code>${</code>, any other <code>${</code> begins a reference, and all else stands for itself:
 *
 * <ul>
 *   <li><code>${KEY}</code>, <code>${env.KEY}</code>, <code>${project.env.KEY}</code>;
 *   <li><code>${env/KEY}</code>, <code>${project/env/KEY}</code>: the same, for names with dots.
 * </ul>
 *
 * What begins a reference and is none, such as <code>${KEY</code> or <code>${KEY:-x}</code>, is a
 * fault: taken as text it would hide a slip of the pen until something fails far away.
 */
public record Template(List<Part> parts) {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\{(?:(?:([a-z0-9][a-z0-9_-]{0,62})\\.)?([a-z0-9][a-z0-9_-]{0,62})\\."
              + "|(?:([a-z0-9][a-z0-9._-]{0,62})/)?([a-z0-9][a-z0-9._-]{0,62})/)?"
              + "([A-Za-z_][A-Za-z0-9_]{0,254})}");

  public Template {
    parts = List.copyOf(parts);
  }

  /** A piece of the text. */
  public sealed interface Part {}

  /** Stands for itself; prints nothing of it. */
  public record Literal(String text) implements Part {
    @Override
    public String toString() {
      return "[REDACTED]";
    }
  }

  /** Stands for what is under a key. What is left out is that of the place where it is read. */
  public record Reference(
      Optional<ProjectName> project, Optional<EnvironmentName> environment, SecretName key)
      implements Part {
    /** The key that it means in a value that is read at this address. */
    public KeyAddress from(KeyAddress reader) {
      return new KeyAddress(
          project.orElse(reader.project()), environment.orElse(reader.environment()), key);
    }
  }

  /**
   * Begins like a reference and is none.
   *
   * @param offset of its dollar sign, in UTF-16 code units
   */
  public record Fault(int offset) implements Part {}

  /** Takes any text, in time linear in its length. */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf("${", at);
      if (dollar < 0) {
        literal.append(text, at, text.length());
        break;
      }
      // A dollar sign that was passed already escapes nothing: the one of "${" that is taken.
      if (dollar > at && text.charAt(dollar - 1) == '$') {
        literal.append(text, at, dollar - 1).append("${");
        at = dollar + 2;
        continue;
      }
      literal.append(text, at, dollar);
      flush(literal, parts);
      boolean found = reference.region(dollar, text.length()).lookingAt();
      parts.add(found ? reference(reference) : new Fault(dollar));
      at = found ? reference.end() : dollar + 2;
    }
    flush(literal, parts);
    return new Template(parts);
  }

  /** The text that is read as this one, whatever stands in it. */
  public static String escape(String text) {
    return text.replace("${", "$${");
  }

  /** What begins like a reference and is none, in the order of the text. */
  public List<Fault> faults() {
    return parts.stream().filter(Fault.class::isInstance).map(Fault.class::cast).toList();
  }

  private static Reference reference(Matcher found) {
    Optional<String> project = Optional.ofNullable(found.group(1)).or(() -> group(found, 3));
    Optional<String> environment = Optional.ofNullable(found.group(2)).or(() -> group(found, 4));
    return new Reference(
        project.map(ProjectName::new),
        environment.map(EnvironmentName::new),
        new SecretName(found.group(5)));
  }

  private static Optional<String> group(Matcher found, int number) {
    return Optional.ofNullable(found.group(number));
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
