package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.identity.port.LetterContent.Link;
import dev.cofferdam.domain.identity.EmailAddress;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes what a letter is about, field by field, with the links in clear. */
public final class InMemoryLetterTemplates implements LetterTemplates {
  @Override
  public Letter write(EmailAddress to, LetterContent content) {
    String text =
        Arrays.stream(content.getClass().getRecordComponents())
            .map(field -> field.getName() + ": " + shown(field, content))
            .collect(Collectors.joining("\n"));
    return new Letter(to, content.getClass().getSimpleName(), text, "<pre>" + text + "</pre>");
  }

  private static Object shown(RecordComponent field, LetterContent content) {
    try {
      Object value = field.getAccessor().invoke(content);
      return value instanceof Link link ? link.uri() : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
