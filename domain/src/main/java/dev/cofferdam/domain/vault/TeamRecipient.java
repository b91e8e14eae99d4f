package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.Objects;

/**
 * To whom a team's files outside are encrypted: the public half of an identity that the org has.
 *
 * @param number 1 for the org's first, one more for each after it
 */
public record TeamRecipient(OrgId org, long number, AgeRecipient recipient, Instant createdAt) {
  public TeamRecipient {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(createdAt, "createdAt");
    if (number < 1) {
      throw new IllegalArgumentException("numbers begin at 1");
    }
  }

  /** Which of an org's a place is of. */
  public static long numberOf(OrgPlace place) {
    return Long.parseLong(place.context().substring(0, place.context().indexOf('/')));
  }

  /** Where its identity is sealed. */
  public OrgPlace place() {
    return new OrgPlace(org, "team-age-identity", number + "/" + recipient);
  }
}
