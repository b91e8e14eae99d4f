package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which runs got which versions of secrets, be it by name or within another that refers to it. */
public interface VersionRuns {
  /**
   * Of one key in the environment that it lives in, in the thread's transaction.
   *
   * @param most of each version
   * @return by version, the newest runs first; versions that no run got are absent
   */
  Map<Long, List<RunId>> of(
      OrgId org, EnvironmentId environment, SecretName name, Set<Long> versions, int most);

  /**
   * Of one version, page by page, the newest first, in the thread's transaction.
   *
   * @param before the run that the page starts behind
   */
  List<RunId> page(SecretPlace version, Optional<RunId> before, int limit);
}
