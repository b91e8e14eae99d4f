package dev.cofferdam.domain.runs.masking;

/** Takes what a {@link Scanner} finds. */
@FunctionalInterface
interface Matches {
  void add(long start, long end, int pattern, MaskedForm form);
}
