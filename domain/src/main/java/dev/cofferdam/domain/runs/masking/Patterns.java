package dev.cofferdam.domain.runs.masking;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The byte strings that are searched for, each with the secrets that it gives away. */
final class Patterns {
  /** A secret that a pattern belongs to: as a whole, or as one of its lines. */
  record Owner(String secret, boolean line) {}

  private final SortedMap<byte[], List<Owner>> patterns = new TreeMap<>(Arrays::compareUnsigned);
  private final SortedSet<String> unmaskable = new TreeSet<>();
  private final int shortest;
  private int totalBytes;
  private final List<byte[]> all;
  private final List<List<Owner>> owners;

  /**
   * @param shortest the length from which a whole value is searched for, in bytes
   * @throws Refusal {@code too_large} when the patterns are more than {@link
   *     MaskingRules#MAX_PATTERN_BYTES} together
   */
  Patterns(Map<String, SecretValue> secrets, int shortest) {
    this.shortest = shortest;
    new TreeMap<>(secrets).forEach((name, value) -> addSecret(name, value.reveal()));
    all = List.copyOf(patterns.keySet());
    owners = patterns.values().stream().map(List::copyOf).toList();
  }

  private void addSecret(String name, byte[] value) {
    byte[] trimmed = trim(value, 0, value.length);
    if (trimmed.length < shortest) {
      unmaskable.add(name);
      return;
    }
    add(value, new Owner(name, false));
    add(trimmed, new Owner(name, false));
    int start = 0;
    for (int i = 0; i <= value.length; i++) {
      if (i == value.length || value[i] == '\n' || value[i] == '\r') {
        byte[] line = trim(value, start, i);
        if (line.length >= MaskingRules.MIN_LINE_BYTES && line.length < trimmed.length) {
          add(line, new Owner(name, true));
        }
        start = i + 1;
      }
    }
  }

  private void add(byte[] pattern, Owner owner) {
    List<Owner> list = patterns.get(pattern);
    if (list == null) {
      count(pattern.length);
      list = new ArrayList<>(1);
      patterns.put(pattern, list);
    }
    if (list.stream().noneMatch(other -> other.secret().equals(owner.secret()))) {
      list.add(owner);
    }
  }

  private void count(int more) {
    totalBytes += more;
    if (totalBytes > MaskingRules.MAX_PATTERN_BYTES) {
      throw Refusal.tooLarge(
          "secrets",
          "hold more than the " + MaskingRules.MAX_PATTERN_BYTES + " bytes that can be masked");
    }
  }

  private static byte[] trim(byte[] value, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(value[start])) {
      start++;
    }
    while (end > start && isSpace(value[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(value, start, end);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  /** The patterns, by number. */
  List<byte[]> all() {
    return all;
  }

  /** Those that are a whole value. */
  List<byte[]> whole() {
    return IntStream.range(0, all.size()).filter(i -> !isLine(i)).mapToObj(all::get).toList();
  }

  /** Whether the pattern is nothing but a line of a longer value. */
  boolean isLine(int number) {
    return owners.get(number).stream().allMatch(Owner::line);
  }

  boolean anyHas(byte wanted) {
    for (byte[] pattern : all) {
      for (byte b : pattern) {
        if (b == wanted) {
          return true;
        }
      }
    }
    return false;
  }

  /** The length of the shortest pattern in bytes; what is asked for when there is none. */
  int shortestLength() {
    return all.stream().mapToInt(pattern -> pattern.length).min().orElse(shortest);
  }

  /** The secrets of each pattern, by its number. */
  List<List<Owner>> owners() {
    return owners;
  }

  /** The secrets that are not searched for. */
  SortedSet<String> unmaskable() {
    return unmaskable;
  }

  Automaton automaton() {
    AutomatonBuilder builder = new AutomatonBuilder(totalBytes);
    all.forEach(builder::add);
    return builder.build();
  }
}
