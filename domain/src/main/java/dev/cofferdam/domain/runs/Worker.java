package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A process that executes runs.
 *
 * @param id the same for as long as its sandboxes can be found again: a data folder's
 * @param orgs the orgs that it is dedicated to; empty for one that serves all others
 * @param slots runs that it executes at once
 * @param draining whether it takes no new ones
 */
public record Worker(String id, Set<OrgId> orgs, int slots, boolean draining) {
  /** The pool of the workers that are nobody's in particular. */
  public static final String SHARED = "shared";

  private static final int NAME_BYTES = 6;

  public Worker {
    orgs = Set.copyOf(orgs);
    if (slots < 1) {
      throw Refusal.invalid("slots", "must be at least 1");
    }
  }

  /**
   * The name of the pool that it belongs to: workers that are dedicated to the same orgs share
   * theirs, and an org with a pool of its own is served by no other.
   */
  public String pool() {
    if (orgs.isEmpty()) {
      return SHARED;
    }
    String names = orgs.stream().map(OrgId::toString).sorted().collect(Collectors.joining(","));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
      return "orgs-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every JDK has SHA-256", e);
    }
  }
}
