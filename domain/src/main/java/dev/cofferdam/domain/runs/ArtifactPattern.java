package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which files of the workspace a run leaves behind: a path relative to it, with slashes. {@code *}
 * stands for anything in a name, {@code ?} for one character, {@code **} for any number of folders.
 * A name that begins with a dot is only matched where the dot is written. A pattern that matches a
 * folder takes what is in it, as with {@code /**} behind it.
 *
 * @param value 1 to 200 bytes of UTF-8 in up to 30 parts, none of which is empty, a dot or two
 */
public record ArtifactPattern(String value) {
  /** How many a run may have. */
  public static final int MOST = 32;

  private static final int MAX_BYTES = 200;
  private static final int MAX_PARTS = 30;
  private static final String ANY_FOLDERS = "**";

  public ArtifactPattern {
    if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw refused("must be 1 to " + MAX_BYTES + " bytes");
    }
    if (!value.codePoints().allMatch(ArtifactName::isPlain)) {
      throw refused("must be plain text without control characters");
    }
    if (value.startsWith("/")) {
      throw refused("must be relative to the workspace");
    }
    requireParts(List.of(value.split("/", -1)));
  }

  private static void requireParts(List<String> parts) {
    if (parts.size() > MAX_PARTS) {
      throw refused("has more than " + MAX_PARTS + " parts");
    }
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.equals("..")) {
        throw refused("must not lead out of the workspace");
      }
      if (part.isEmpty() || part.equals(".")) {
        throw refused("must have a name between two slashes, and no single dot");
      }
      if (part.contains(ANY_FOLDERS) && !part.equals(ANY_FOLDERS)) {
        throw refused("must have ** alone between two slashes");
      }
      if (i > 0 && part.equals(ANY_FOLDERS) && parts.get(i - 1).equals(ANY_FOLDERS)) {
        throw refused("must not have ** behind **");
      }
    }
  }

  private static Refusal refused(String why) {
    return Refusal.invalid("artifacts", why);
  }

  @Override
  public String toString() {
    return value;
  }
}
