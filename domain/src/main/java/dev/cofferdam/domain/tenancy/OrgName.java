package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.identity.PersonName;

/** What an org is called: the same rules as for a person's name. */
public record OrgName(String value) {
  public OrgName {
    PersonName.parse(value);
  }

  public static OrgName parse(String typed) {
    return new OrgName(PersonName.parse(typed).value());
  }

  /** The personal org of somebody with this name. */
  public static OrgName personal(PersonName owner) {
    String suffix = "'s org";
    int room = 100 - suffix.length();
    String name = owner.value();
    if (name.codePointCount(0, name.length()) > room) {
      name = name.substring(0, name.offsetByCodePoints(0, room));
    }
    return new OrgName(name + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
