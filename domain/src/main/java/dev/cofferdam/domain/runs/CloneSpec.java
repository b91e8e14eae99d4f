package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository at one place of its history.
 *
 * @param url where it is
 * @param revision the branch, ref or commit to check out; the repository's default branch where
 *     empty
 */
public record CloneSpec(RepositoryUrl url, Optional<Revision> revision) {

  /** What to check out. */
  public sealed interface Revision {
    String name();
  }

  /** A branch, by its short name. */
  public record Branch(String name) implements Revision {
    public Branch {
      requireRefName("branch", name);
    }
  }

  /** A full ref, such as {@code refs/tags/v1}. */
  public record Ref(String name) implements Revision {
    public Ref {
      if (!name.startsWith("refs/")) {
        throw Refusal.invalid("ref", "must start with refs/");
      }
      requireRefName("ref", name);
    }
  }

  /** A commit, by its whole object id. */
  public record Commit(String name) implements Revision {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public Commit {
      if (!OBJECT_ID.matcher(name).matches()) {
        throw Refusal.invalid("commit", "must be a whole object id, 40 or 64 hexadecimal digits");
      }
    }
  }

  /** The rules of git-check-ref-format(1), and a length. */
  private static void requireRefName(String field, String name) {
    boolean wrong =
        name.isEmpty()
            || name.length() > 255
            || name.startsWith("-")
            || name.startsWith("/")
            || name.endsWith("/")
            || name.endsWith(".")
            || name.endsWith(".lock")
            || name.contains("..")
            || name.contains("//")
            || name.contains("@{")
            || name.equals("@")
            || name.startsWith(".")
            || name.contains("/.")
            || name.contains(".lock/")
            || name.codePoints().anyMatch(CloneSpec::isForbidden);
    if (wrong) {
      throw Refusal.invalid(field, "is not a name that git allows for a ref");
    }
  }

  private static boolean isForbidden(int character) {
    return character <= ' '
        || character == 0x7f
        || "~^:?*[\\".indexOf(character) >= 0
        || Character.getType(character) == Character.SURROGATE;
  }
}
