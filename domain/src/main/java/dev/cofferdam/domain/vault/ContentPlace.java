package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Objects;

/**
 * Where a piece of an org's content belongs.
 *
 * @param piece from 0 on
 */
public record ContentPlace(OrgId org, ContentId content, int piece) {
  public ContentPlace {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(content, "content");
    if (piece < 0) {
      throw new IllegalArgumentException("pieces begin at 0");
    }
  }
}
