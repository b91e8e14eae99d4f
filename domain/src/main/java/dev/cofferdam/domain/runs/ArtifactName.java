package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where an artifact was in the workspace: a relative path with slashes, up to 1,024 bytes of UTF-8.
 * It can be shown and written as it is: it has no control character, no line end, and none of the
 * characters that make text read in another order than it is written (Unicode TR 36, 3.2); nor
 * {@code %} and {@code \}, which servers and proxies understand differently in a path.
 */
public record ArtifactName(String value) {
  /** In UTF-8. */
  public static final int MAX_BYTES = 1_024;

  public ArtifactName {
    if (!isName(value)) {
      throw Refusal.invalid("name", "must be a relative path of plain text");
    }
  }

  /** The name that a file system has; empty where it can't be an artifact's. */
  public static Optional<ArtifactName> of(ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      return parse(text);
    } catch (CharacterCodingException otherBytes) {
      return Optional.empty();
    }
  }

  /** Empty where it can't be an artifact's. */
  public static Optional<ArtifactName> parse(String text) {
    return isName(text) ? Optional.of(new ArtifactName(text)) : Optional.empty();
  }

  /** Its last part. */
  public String file() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  private static boolean isName(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        && text.codePoints().allMatch(ArtifactName::isPlain)
        && text.indexOf('%') < 0
        && text.indexOf('\\') < 0
        && List.of(text.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /** Whether a character is shown where it is written. */
  public static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default ->
          (character < 0x202a || character > 0x202e) && (character < 0x2066 || character > 0x2069);
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
