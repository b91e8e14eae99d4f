package dev.cofferdam.domain.runs.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the scanners of text, with escapes or without, need to know of the patterns. */
final class LiteralForms {
  private final Automaton automaton;
  private final int[] wanted;
  private final List<Escapes> escapes;
  private final LiteralSkip skip;

  LiteralForms(Automaton automaton, Patterns patterns) {
    this.automaton = automaton;
    this.wanted = IntStream.range(0, patterns.all().size()).toArray();
    this.escapes = escapes(patterns);
    int[] openers =
        IntStream.range(0, 256)
            .filter(b -> escapes.stream().anyMatch(escape -> escape.opens(b)))
            .toArray();
    this.skip = new LiteralSkip(patterns.all(), patterns.shortestLength(), openers);
  }

  /** Escapes that make no difference to any pattern are left out. */
  private static List<Escapes> escapes(Patterns patterns) {
    List<Escapes> escapes = new ArrayList<>();
    escapes.add(new BackslashEscapes());
    escapes.add(new PercentEscapes(false));
    if (patterns.anyHas((byte) ' ')) {
      escapes.add(new PercentEscapes(true));
    }
    if (patterns.anyHas((byte) '\'')) {
      escapes.add(new QuoteEscapes());
    }
    return List.copyOf(escapes);
  }

  Scanner scanner() {
    return new LiteralScanner(
        automaton,
        skip,
        escapes.stream()
            .map(escape -> new EscapeReader(escape, new DecodedMatcher(automaton, wanted)))
            .toArray(EscapeReader[]::new));
  }
}
