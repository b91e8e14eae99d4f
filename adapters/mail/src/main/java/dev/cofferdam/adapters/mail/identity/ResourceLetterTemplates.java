package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.LetterTemplates;
import dev.cofferdam.domain.identity.EmailAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes letters from the files in {@code letters/} beside this class, whose form {@link
 * LetterTemplate} describes. All are read at start, so one that is missing or malformed is told
 * then.
 */
public final class ResourceLetterTemplates implements LetterTemplates {
  private static final int LONGEST_IN_SUBJECT = 60;

  private final Map<String, LetterTemplate> templates;
  private final Map<String, String> everywhere;
  private final HtmlLetter html = new HtmlLetter();

  /**
   * @param publicUrl of this installation
   * @param support where people may write to
   */
  public ResourceLetterTemplates(String publicUrl, Optional<EmailAddress> support) {
    LetterTemplate footer =
        LetterTemplate.named(support.isPresent() ? "footer-with-support" : "footer");
    templates =
        LetterWords.TEMPLATES.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), name -> LetterTemplate.named(name).followedBy(footer)));
    everywhere =
        Map.of("public_url", publicUrl, "support", support.map(EmailAddress::value).orElse(""));
  }

  @Override
  public Letter write(EmailAddress to, LetterContent content) {
    LetterWords words = LetterWords.of(content);
    LetterTemplate template = Objects.requireNonNull(templates.get(words.template()));
    UnaryOperator<String> valueOf = name -> value(name, words);
    String subject =
        LetterTemplate.fill(
            template.subject(),
            name -> PlainText.shortened(valueOf.apply(name), LONGEST_IN_SUBJECT));
    return new Letter(to, subject, template.text(valueOf), html.write(template, subject, valueOf));
  }

  private String value(String name, LetterWords words) {
    String value = words.values().getOrDefault(name, everywhere.get(name));
    return Objects.requireNonNull(value, () -> words.template() + " has no value " + name);
  }
}
