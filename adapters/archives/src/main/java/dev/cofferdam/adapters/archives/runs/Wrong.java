package dev.cofferdam.adapters.archives.runs;

import dev.cofferdam.domain.access.Refusal;

/** What is wrong with an archive, in words for who made it. */
final class Wrong {
  private static final int SHOWN = 200;

  private Wrong() {}

  static Refusal archive(String why) {
    return Refusal.invalid("body", why);
  }

  /**
   * @param name as it stands in the archive, shown as far as it can be
   */
  static Refusal entry(String name, String why) {
    String plain = name.replaceAll("[^\\p{Graph} ]", "\ufffd");
    String shown = plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "\u2026";
    return archive("has the entry \"" + shown + "\", which " + why);
  }
}
