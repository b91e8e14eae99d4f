package dev.cofferdam.domain.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IP address, read without asking anybody. An IPv4 address that is mapped into IPv6 (RFC 4291,
 * section 2.5.5.2) is that IPv4 address.
 *
 * @param bits 32 for IPv4, 128 for IPv6
 * @param high the upper 64 bits; zero for IPv4
 * @param low the lower 64 bits, or the 32 of IPv4
 */
public record IpAddress(int bits, long high, long low) {
  static final int V4_BITS = 32;
  static final int V6_BITS = 128;
  private static final long MAPPED = 0xffffL;
  private static final long V4_MASK = 0xffff_ffffL;
  private static final int GROUPS = 8;

  public IpAddress {
    boolean v4 = bits == V4_BITS && high == 0 && (low & ~V4_MASK) == 0;
    if (!v4 && bits != V6_BITS) {
      throw new IllegalArgumentException("neither IPv4 nor IPv6");
    }
  }

  /**
   * Reads dotted decimal or the text forms of RFC 4291, section 2.2; of an address with a zone the
   * zone is left out. Empty for anything else, host names among it.
   */
  public static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    String plain = zone > 0 && text.indexOf(':') >= 0 ? text.substring(0, zone) : text;
    return parseAsWritten(plain).map(IpAddress::unmapped);
  }

  /** As {@link #parse}, with a mapped address left as it is written, and without zones. */
  static Optional<IpAddress> parseAsWritten(String text) {
    return text.indexOf(':') < 0 ? v4(text) : v6(text);
  }

  private static Optional<IpAddress> v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long value = 0;
    for (String part : parts) {
      int octet = number(part, 3, 10);
      if (octet < 0 || octet > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
        return Optional.empty();
      }
      value = value << 8 | octet;
    }
    return Optional.of(new IpAddress(V4_BITS, 0, value));
  }

  private static Optional<IpAddress> v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true).filter(all -> all.size() == GROUPS).map(IpAddress::ofGroups);
    }
    Optional<List<Integer>> before = groups(text.substring(0, gap), false);
    Optional<List<Integer>> after = groups(text.substring(gap + 2), true);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    int missing = GROUPS - before.get().size() - after.get().size();
    if (missing < 1) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(before.get());
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(after.get());
    return Optional.of(ofGroups(all));
  }

  /** The 16-bit groups of a part; the last may be an IPv4 address, which makes two. */
  private static Optional<List<Integer>> groups(String part, boolean atEnd) {
    List<Integer> found = new ArrayList<>();
    if (part.isEmpty()) {
      return Optional.of(found);
    }
    String[] pieces = part.split(":", -1);
    for (int i = 0; i < pieces.length; i++) {
      if (pieces[i].indexOf('.') >= 0) {
        Optional<IpAddress> v4 = atEnd && i == pieces.length - 1 ? v4(pieces[i]) : Optional.empty();
        if (v4.isEmpty()) {
          return Optional.empty();
        }
        found.add((int) (v4.get().low >>> 16));
        found.add((int) (v4.get().low & 0xffff));
      } else {
        int group = number(pieces[i], 4, 16);
        if (group < 0) {
          return Optional.empty();
        }
        found.add(group);
      }
    }
    return found.size() > GROUPS ? Optional.empty() : Optional.of(found);
  }

  private static IpAddress ofGroups(List<Integer> groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS; i++) {
      if (i < GROUPS / 2) {
        high = high << 16 | groups.get(i);
      } else {
        low = low << 16 | groups.get(i);
      }
    }
    return new IpAddress(V6_BITS, high, low);
  }

  /** ASCII digits alone; -1 for anything else. */
  private static int number(String text, int most, int radix) {
    if (text.isEmpty() || text.length() > most) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  boolean isMapped() {
    return bits == V6_BITS && high == 0 && low >>> 32 == MAPPED;
  }

  private IpAddress unmapped() {
    return isMapped() ? new IpAddress(V4_BITS, 0, low & V4_MASK) : this;
  }

  /** The address with all bits zero but the first {@code length}. */
  IpAddress masked(int length) {
    if (bits == V4_BITS) {
      return new IpAddress(V4_BITS, 0, low & upper(length + V4_BITS));
    }
    return new IpAddress(V6_BITS, high & upper(length), low & upper(length - Long.SIZE));
  }

  private static long upper(int length) {
    if (length <= 0) {
      return 0;
    }
    return length >= Long.SIZE ? -1L : -1L << (Long.SIZE - length);
  }

  /** Canonical text (RFC 5952). */
  @Override
  public String toString() {
    if (bits == V4_BITS) {
      return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
    }
    int gap = 0;
    int length = 1;
    for (int from = 0; from < GROUPS; from++) {
      int zeros = 0;
      while (from + zeros < GROUPS && group(from + zeros) == 0) {
        zeros++;
      }
      if (zeros > length) {
        gap = from;
        length = zeros;
      }
    }
    return length == 1 ? text(0, GROUPS) : text(0, gap) + "::" + text(gap + length, GROUPS);
  }

  private String text(int from, int to) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      texts.add(Integer.toHexString(group(i)));
    }
    return String.join(":", texts);
  }

  private int group(int index) {
    long half = index < GROUPS / 2 ? high : low;
    return (int) (half >>> (48 - 16 * (index % (GROUPS / 2))) & 0xffff);
  }
}
