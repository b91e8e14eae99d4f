package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a format of texts writes one secret. */
public interface TextNotation {
  /** Why the format can't carry this text under this name; null when it can. Tells no value. */
  @Nullable String whyNone(String name, String text);

  /** The line, or lines, without the last line end; for what {@link #whyNone} lets pass. */
  String of(String name, String text);

  /**
   * A file with each secret in the map's order, each ended by LF.
   *
   * @param format its name
   * @throws Refusal {@code not_representable} with an error for each secret that the format can't
   *     carry, up to {@link SecretFile#MAX_PROBLEMS}
   */
  static String write(String format, Map<SecretName, SecretValue> secrets, TextNotation notation) {
    StringBuilder file = new StringBuilder();
    List<FieldError> errors = new ArrayList<>();
    secrets.forEach(
        (name, value) -> {
          Optional<String> text = value.revealText();
          String why =
              text.isEmpty() ? "is not UTF-8 text" : notation.whyNone(name.value(), text.get());
          if (why == null) {
            file.append(notation.of(name.value(), text.orElseThrow())).append('\n');
          } else if (errors.size() < SecretFile.MAX_PROBLEMS) {
            errors.add(new FieldError(name.value(), why));
          }
        });
    if (!errors.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "not_representable",
          errors.get(0).field() + " can't be written as " + format,
          errors);
    }
    return file.toString();
  }
}
