package dev.cofferdam.adapters.http.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How a browser is told what to call a file, whatever its name. */
final class FileNames {
  private static final String UNESCAPED = "!#$&+-.^_`|~";

  private FileNames() {}

  /**
   * {@code Content-Disposition} for a download (RFC 6266): the name in ASCII for who knows no
   * better, without what a system could take for a path, and as it is (RFC 8187).
   */
  static String attachment(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .map(c -> c < ' ' || c > '~' || "\"\\/%:*?<>|".indexOf(c) >= 0 ? '_' : c)
        .forEach(plain::appendCodePoint);
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + escaped(name);
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : name.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNESCAPED.indexOf(c) >= 0;
      escaped.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return escaped.toString();
  }
}
