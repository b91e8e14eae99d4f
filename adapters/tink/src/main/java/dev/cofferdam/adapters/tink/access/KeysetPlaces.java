package dev.cofferdam.adapters.tink.access;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;

/** What each kind of wrapped keyset is bound to, see {@link AssociatedData}. */
public final class KeysetPlaces {
  private KeysetPlaces() {}

  /** A keyset of the installation. */
  public static byte[] ofInstance(String name) {
    return AssociatedData.of("cofferdam/instance-keyset", name);
  }

  /** A person's keyset. */
  public static byte[] ofPerson(UserId person) {
    return AssociatedData.of("cofferdam/person-keyset", person.toString());
  }

  /** An org's keyset that the master key alone wraps. */
  public static byte[] ofOrg(OrgId org) {
    return AssociatedData.of("cofferdam/org-keyset", org.toString());
  }

  /** An org's keyset that its share has wrapped, as the master key wraps that. */
  public static byte[] ofSharedOrg(OrgId org) {
    return AssociatedData.of("cofferdam/org-keyset/2", org.toString());
  }

  /** An org's keyset, as its share wraps it. */
  public static byte[] insideOfSharedOrg(OrgId org) {
    return AssociatedData.of("cofferdam/org-keyset/2/share", org.toString());
  }
}
