package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/** Contents of all orgs that were kept for long enough. */
public interface ExpiredContents {
  /** Those that are over their time, the longest first. */
  List<Expired> list(int limit);

  /** One of them. */
  record Expired(OrgId org, ContentId content) {}
}
