package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who read which versions of secrets, as far back as the audit trail goes: by name, within a value
 * that refers to it, or with all of an environment that has it or inherits it.
 */
public interface VersionReaders {
  /**
   * Of one key in the environment that it lives in, in the thread's transaction.
   *
   * @param most of each version
   * @return by version; versions that nobody read are absent
   */
  Map<Long, Readers> of(
      OrgId org, EnvironmentId environment, SecretName name, Set<Long> versions, int most);

  /**
   * Of one version, page by page, by kind and id, in the thread's transaction.
   *
   * @param after whom the page starts behind
   */
  List<Reader> page(SecretPlace version, Optional<Who> after, int limit);

  /** A reader, as the audit trail writes them. */
  record Who(String kind, String id) {}

  /**
   * Who read a version.
   *
   * @param total how many there are
   * @param newest those who read it last, the last one first
   */
  record Readers(long total, List<Reader> newest) {
    public static final Readers NOBODY = new Readers(0, List.of());

    public Readers {
      newest = List.copyOf(newest);
    }
  }

  /**
   * One who read it.
   *
   * @param kind as the audit trail writes it
   * @param reads how often
   * @param last when they did so last
   */
  record Reader(String kind, String id, long reads, Instant last) {}
}
