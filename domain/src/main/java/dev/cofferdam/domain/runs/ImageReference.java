package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import java.util.regex.Pattern;

/**
 * The name of a container image, by the grammar of the distribution project's reference package:
 * never an image's id, which would name whatever happens to lie on the engine.
 */
public record ImageReference(String value) {
  /** Where names without a registry are looked for. */
  public static final String DEFAULT_REGISTRY = "docker.io";

  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-z0-9]+([.-]+[a-z0-9]+)*:[0-9]{1,5}/)?"
              + "[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
              + "(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?");

  private static final int MAX_LENGTH = 400;

  public ImageReference {
    if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
      throw Refusal.invalid("image", "is not an image reference");
    }
    if (value.startsWith("sha256:")) {
      throw Refusal.invalid("image", "must be a name, not an image's id");
    }
  }

  /** The host, and port where there is one, that the image comes from. */
  public String registry() {
    int slash = value.indexOf('/');
    String first = slash < 0 ? "" : value.substring(0, slash);
    boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    return isHost ? first : DEFAULT_REGISTRY;
  }

  /**
   * With the tag that is meant where none is written, so that no engine can take the name for an
   * id.
   */
  public String tagged() {
    boolean tagged = value.contains("@") || value.lastIndexOf(':') > value.lastIndexOf('/');
    return tagged ? value : value + ":latest";
  }

  @Override
  public String toString() {
    return value;
  }
}
