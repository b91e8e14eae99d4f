package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.Uuid7;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An org's name in addresses: 2 to 40 of {@code [a-z0-9-]}, no hyphen at either end; it never looks
 * like an id.
 */
public record OrgSlug(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](-?[a-z0-9]){1,39}");
  private static final int MAX_LENGTH = 40;

  public OrgSlug {
    if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
      throw Refusal.invalid(
          "slug", "must have 2 to 40 of a-z, 0-9 and single hyphens between them");
    }
    if (Uuid7.parse(value).isPresent()) {
      throw Refusal.invalid("slug", "must not look like an id");
    }
  }

  /**
   * A slug made from a name: {@code "Ada's Tools"} becomes {@code ada-s-tools}; with nothing to
   * take, {@code org}.
   */
  public static OrgSlug suggestedBy(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = plain.substring(0, Math.min(plain.length(), 30)).replaceAll("-$", "");
    return new OrgSlug(cut.length() < 2 ? "org" : cut);
  }

  /** This slug with a suffix that tells it from its likes. */
  public OrgSlug with(String suffix) {
    return new OrgSlug(value + "-" + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
