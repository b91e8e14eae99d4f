package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import java.time.Instant;
import java.util.Optional;

/**
 * What a directory elsewhere, which keeps people, orgs and memberships, says of one of them. It
 * says so in any order and repeatedly, so that the newest word counts; that something is gone is
 * the last word about it, since no id is used again.
 */
public sealed interface DirectoryEntry {
  /** The directory's own id for it: 1 to 100 letters, digits and {@code _-}. */
  String id();

  /** When the directory changed it. */
  Instant changedAt();

  boolean removed();

  /** A person; the id is the {@code sub} of their tokens. */
  record DirectoryUser(
      String id,
      Instant changedAt,
      boolean removed,
      Optional<EmailAddress> email,
      boolean emailVerified,
      Optional<PersonName> name)
      implements DirectoryEntry {
    public DirectoryUser {
      requireId(id);
    }

    /** A person who is no more; nothing else is kept of them. */
    public static DirectoryUser gone(String id, Instant at) {
      return new DirectoryUser(id, at, true, Optional.empty(), false, Optional.empty());
    }
  }

  /**
   * @param creator the id of the person who made it; empty where nobody in particular did
   */
  record DirectoryOrg(
      String id, Instant changedAt, boolean removed, OrgName name, Optional<String> creator)
      implements DirectoryEntry {
    private static final OrgName GONE = new OrgName("Gone");

    public DirectoryOrg {
      requireId(id);
      creator.ifPresent(DirectoryEntry::requireId);
    }

    /** An org that is no more; nothing else is kept of it. */
    public static DirectoryOrg gone(String id, Instant at) {
      return new DirectoryOrg(id, at, true, GONE, Optional.empty());
    }
  }

  /**
   * @param since when it began
   */
  record DirectoryMembership(
      String id,
      Instant changedAt,
      boolean removed,
      String org,
      String user,
      Role role,
      Instant since)
      implements DirectoryEntry {
    public DirectoryMembership {
      requireId(id);
      requireId(org);
      requireId(user);
    }

    /**
     * As it was before its org ended: memberships that ended with the org, or later, went on until
     * then.
     */
    public DirectoryMembership before(Instant orgEnded) {
      return removed && !changedAt.isBefore(orgEnded)
          ? new DirectoryMembership(id, changedAt, false, org, user, role, since)
          : this;
    }
  }

  /**
   * The last word of two about the same thing, whichever came first. Of two that changed it at the
   * same time one counts, and always the same.
   */
  static <E extends DirectoryEntry> E newest(E one, E other) {
    if (one.removed() != other.removed()) {
      return one.removed() ? one : other;
    }
    int order = one.changedAt().compareTo(other.changedAt());
    if (order == 0) {
      order = one.toString().compareTo(other.toString());
    }
    return order >= 0 ? one : other;
  }

  private static void requireId(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
      throw Refusal.invalid("id", "must have 1 to 100 letters, digits, _ and -");
    }
  }
}
