package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.adapters.mail.identity.LetterTemplate.Paragraph;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A letter in HTML: styles in place, as mail programs want it, and nothing from anywhere else. */
final class HtmlLetter {
  private static final String PROSE = "<p style=\"margin:0 0 16px;line-height:1.5\">%s</p>";
  private static final String BUTTON =
      "<p style=\"margin:24px 0 8px\"><a href=\"%2$s\" style=\"display:inline-block;padding:12px 20px;"
          + "border-radius:6px;background:#14532d;color:#ffffff;text-decoration:none\">%1$s</a></p>\n"
          + "<p style=\"margin:0 0 24px;font-size:13px;color:#57534e;word-break:break-all\">%2$s</p>";

  private final String layout = LetterTemplate.resource("layout.html");

  /**
   * @param valueOf gives values as they are to be read
   */
  String write(LetterTemplate template, String subject, UnaryOperator<String> valueOf) {
    UnaryOperator<String> isolated = name -> "<bdi>" + escape(valueOf.apply(name)) + "</bdi>";
    UnaryOperator<String> bare = name -> escape(valueOf.apply(name));
    String body =
        template.paragraphs().stream()
            .map(
                paragraph ->
                    paragraph instanceof Paragraph.Button button
                        ? BUTTON.formatted(
                            escape(button.words()), LetterTemplate.fill(button.link(), bare))
                        : PROSE.formatted(
                            LetterTemplate.fill(
                                escape(((Paragraph.Prose) paragraph).words()), isolated)))
            .collect(Collectors.joining("\n"));
    return LetterTemplate.fill(layout, name -> name.equals("body") ? body : escape(subject));
  }

  /** Makes text of any kind safe between tags and between double quotes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
