package dev.cofferdam.domain.vault.dotenv;

/** How one dialect takes a file apart. Holds nothing from one file to the next. */
@FunctionalInterface
interface Grammar {
  /**
   * The statement that starts at an offset, blank lines before it included.
   *
   * @param variables what was assigned above it
   */
  Statement statement(String text, int start, Variables variables);
}
