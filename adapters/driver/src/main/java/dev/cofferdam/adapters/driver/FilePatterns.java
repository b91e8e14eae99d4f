package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a spec, matched name by name on the way down from the working directory, so that
 * no folder is looked into that can't have a match. It works on bytes, as {@code sandbox/collect.h}
 * does, which is the same for containers.
 *
 * <p>A pattern's state is a set of bits: bit {@code i} says that its first {@code i} parts are
 * matched, and the bit behind the last part that everything from here on is.
 */
public final class FilePatterns {
  private static final int MAX_PARTS = 30;
  private static final byte[] ANY_FOLDERS = {'*', '*'};

  private final List<List<byte[]>> patterns;

  public FilePatterns(List<String> patterns) {
    this.patterns = patterns.stream().map(FilePatterns::parts).toList();
  }

  /** How far the patterns are matched by a folder. */
  public static final class State {
    private final int[] bits;
    private final boolean file;

    private State(int[] bits, boolean file) {
      this.bits = bits;
      this.file = file;
    }

    /** Whether something below can match. */
    public boolean leadsOn() {
      for (int each : bits) {
        if (each != 0) {
          return true;
        }
      }
      return false;
    }

    /** Whether a file of this name is one. */
    public boolean takesFile() {
      return file;
    }
  }

  private static List<byte[]> parts(String pattern) {
    List<byte[]> parts = new ArrayList<>();
    for (String part : pattern.split("/", -1)) {
      parts.add(part.getBytes(UTF_8));
    }
    return List.copyOf(parts);
  }

  /**
   * @throws IllegalArgumentException for what is no pattern
   */
  static void require(String pattern) {
    List<byte[]> parts = parts(pattern);
    boolean wrong =
        parts.size() > MAX_PARTS
            || parts.stream().anyMatch(FilePatterns::isNoName)
            || pattern.indexOf('\0') >= 0;
    if (wrong) {
      throw new IllegalArgumentException("a pattern can't be one");
    }
  }

  private static boolean isNoName(byte[] part) {
    return part.length == 0
        || (part[0] == '.' && (part.length == 1 || (part.length == 2 && part[1] == '.')));
  }

  /** The working directory's. */
  public State start() {
    int[] bits = new int[patterns.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = closed(patterns.get(i), 1);
    }
    return new State(bits, false);
  }

  /** That of a name in a folder. */
  public State below(State folder, byte[] name) {
    int[] bits = new int[patterns.size()];
    boolean file = false;
    for (int i = 0; i < bits.length; i++) {
      List<byte[]> parts = patterns.get(i);
      int last = parts.size();
      int kept = kept(parts, folder.bits[i], name);
      int advanced = advanced(parts, folder.bits[i], name);
      // What is below a folder that was matched, or was reached through a ** that ends the pattern.
      boolean belowMatch = (kept & (1 << last)) != 0 || (advanced & (1 << last)) != 0;
      boolean throughLast = isAnyFolders(parts.get(last - 1)) && (kept & (1 << (last - 1))) != 0;
      file |= belowMatch || throughLast;
      bits[i] = closed(parts, kept | advanced);
    }
    return new State(bits, file);
  }

  /** States that a name leaves as they are: below a match, or within a {@code **}. */
  private static int kept(List<byte[]> parts, int bits, byte[] name) {
    int kept = 0;
    for (int i = 0; i <= parts.size(); i++) {
      boolean stays = i == parts.size() || isAnyFolders(parts.get(i));
      if ((bits & (1 << i)) != 0 && stays && name[0] != '.') {
        kept |= 1 << i;
      }
    }
    return kept;
  }

  private static int advanced(List<byte[]> parts, int bits, byte[] name) {
    int advanced = 0;
    for (int i = 0; i < parts.size(); i++) {
      byte[] part = parts.get(i);
      if ((bits & (1 << i)) != 0 && !isAnyFolders(part) && matches(part, name)) {
        advanced |= 1 << (i + 1);
      }
    }
    return advanced;
  }

  /** A {@code **} matches no folder, too. */
  private static int closed(List<byte[]> parts, int bits) {
    int closed = bits;
    for (int i = 0; i < parts.size(); i++) {
      if ((closed & (1 << i)) != 0 && isAnyFolders(parts.get(i))) {
        closed |= 1 << (i + 1);
      }
    }
    return closed;
  }

  private static boolean isAnyFolders(byte[] part) {
    return part.length == ANY_FOLDERS.length && part[0] == '*' && part[1] == '*';
  }

  /** In time proportional to the product of the lengths, whatever they hold. */
  static boolean matches(byte[] part, byte[] name) {
    if (name[0] == '.' && part[0] != '.') {
      return false;
    }
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length) {
      if (p < part.length && part[p] == '*') {
        star = p++;
        retry = n;
      } else if (p < part.length && (part[p] == '?' || part[p] == name[n])) {
        n = part[p] == '?' ? behindCharacter(name, n) : n + 1;
        p++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < part.length && part[p] == '*') {
      p++;
    }
    return p == part.length;
  }

  private static int behindCharacter(byte[] name, int at) {
    int next = at + 1;
    while (next < name.length && (name[next] & 0xc0) == 0x80) {
      next++;
    }
    return next;
  }
}
