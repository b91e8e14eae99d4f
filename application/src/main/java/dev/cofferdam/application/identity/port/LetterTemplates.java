package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.EmailAddress;

/**
 * The words of letters. Text and HTML say the same. Names come in as they are: no name makes a
 * link, an element, a header or another line, or changes the direction of what stands around it.
 */
public interface LetterTemplates {
  Letter write(EmailAddress to, LetterContent content);
}
