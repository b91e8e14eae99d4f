package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Writes a value within some text in every form, as different tools do. */
final class Encoders {
  private Encoders() {}

  static List<String> all(String value, String before, String after) {
    String text = before + value + after;
    List<String> all = new ArrayList<>();
    all.add(text);
    urls(text, all);
    json(text, all);
    shell(text, all);
    byte[] bytes = text.getBytes(UTF_8);
    all.add(HexFormat.of().formatHex(bytes));
    all.add(HexFormat.of().withUpperCase().formatHex(bytes));
    all.add(wrap(HexFormat.of().formatHex(bytes), 60, "\n"));
    for (Base64.Encoder encoder :
        List.of(
            Base64.getEncoder(),
            Base64.getUrlEncoder(),
            Base64.getEncoder().withoutPadding(),
            Base64.getMimeEncoder(),
            Base64.getMimeEncoder(64, new byte[] {'\n'}),
            Base64.getMimeEncoder(16, new byte[] {'\n'}))) {
      all.add(encoder.encodeToString(bytes));
      all.add(encoder.encodeToString(encoder.encode(bytes)));
      all.add(Base64.getEncoder().encodeToString(encoder.encode(bytes)));
    }
    return all;
  }

  private static void urls(String text, List<String> all) {
    String form = URLEncoder.encode(text, UTF_8);
    all.add(form);
    all.add(form.replace("+", "%20"));
    all.add(form.replace("+", "%20").replace("%2F", "/").replace("%27", "'"));
    all.add(form.toLowerCase(Locale.ROOT).equals(form) ? form : lowerEscapes(form));
    all.add(HexFormat.of().withPrefix("%").withUpperCase().formatHex(text.getBytes(UTF_8)));
  }

  private static String lowerEscapes(String form) {
    StringBuilder lower = new StringBuilder(form);
    for (int i = lower.indexOf("%"); i >= 0; i = lower.indexOf("%", i + 1)) {
      lower.replace(i, i + 3, lower.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }

  private static void json(String text, List<String> all) {
    IntFunction<String> lower = c -> String.format(Locale.ROOT, "\\u%04x", c);
    IntFunction<String> upper = c -> String.format(Locale.ROOT, "\\u%04X", c);
    String plain = json(text, c -> c < ' ', lower);
    all.add(plain);
    all.add(plain.replace("/", "\\/"));
    all.add(json(text, c -> c < ' ' || c > '~', lower));
    all.add(json(text, c -> c < ' ' || c > '~' || "<>&='+`".indexOf(c) >= 0, upper));
    all.add(json(text, c -> true, lower));
  }

  private static String json(
      String text, java.util.function.IntPredicate escaped, IntFunction<String> unit) {
    return text.chars()
        .mapToObj(
            c -> {
              int known = "\"\\\n\r\t\b\f".indexOf(c);
              if (known >= 0) {
                return "\\" + "\"\\nrtbf".charAt(known);
              }
              return escaped.test(c) ? unit.apply(c) : String.valueOf((char) c);
            })
        .collect(Collectors.joining());
  }

  private static void shell(String text, List<String> all) {
    all.add("'" + text.replace("'", "'\\''") + "'");
    all.add("'" + text.replace("'", "'\"'\"'") + "'");
    all.add(text.replaceAll("([^A-Za-z0-9_\n\t\u001b€é])", "\\\\$1"));
    StringBuilder ansi = new StringBuilder("$'");
    for (byte b : text.getBytes(UTF_8)) {
      int known = "\n\t\r\u001b\\'".indexOf(b);
      if (known >= 0) {
        ansi.append('\\').append("ntrE\\'".charAt(known));
      } else if (b < ' ') {
        ansi.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
      } else {
        ansi.append((char) b);
      }
    }
    all.add(ansi.append('\'').toString());
    all.add(HexFormat.of().withPrefix("\\x").formatHex(text.getBytes(UTF_8)));
  }

  /** Each byte, given as a character, escaped in some way, all of them of one kind. */
  static String escape(String bytes, Random random) {
    int kind = random.nextInt(4);
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char b = bytes.charAt(i);
      boolean plain = random.nextBoolean() && "'\\%+".indexOf(b) < 0;
      escaped.append(plain ? String.valueOf(b) : escape(b, kind, random));
    }
    return escaped.toString();
  }

  private static String escape(char b, int kind, Random random) {
    return switch (kind) {
      case 0 -> String.format(Locale.ROOT, random.nextBoolean() ? "%%%02x" : "%%%02X", (int) b);
      case 1 -> b == '\'' ? (random.nextBoolean() ? "'\\''" : "'\"'\"'") : String.valueOf(b);
      case 2 ->
          String.format(
              Locale.ROOT, b < 0x80 && random.nextBoolean() ? "\\u%04x" : "\\%03o", (int) b);
      default -> "n\n\u001b".indexOf(b) < 0 ? "\\" + b : String.format("\\x%02x", (int) b);
    };
  }

  static String wrap(String text, int width, String ending) {
    StringBuilder wrapped = new StringBuilder(text);
    for (int at = width; at < wrapped.length(); at += width + ending.length()) {
      wrapped.insert(at, ending);
    }
    return wrapped.toString();
  }
}
