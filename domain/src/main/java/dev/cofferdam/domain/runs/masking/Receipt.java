package dev.cofferdam.domain.runs.masking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found in a stream, by secret and form. */
final class Receipt {
  private static final class Tally {
    private long count;
    private long end;
  }

  private final List<List<Patterns.Owner>> owners;
  private final Map<String, Map<MaskedForm, Tally>> tallies = new TreeMap<>();

  /**
   * @param owners the secrets of each pattern, by its number
   */
  Receipt(List<List<Patterns.Owner>> owners) {
    this.owners = owners;
  }

  /**
   * Counts what was found at an interval, once for each secret, in its plainest form; not where it
   * overlaps the one counted before it of the same secret and form. Intervals come by their starts.
   */
  void record(Interval interval, MaskSink sink) {
    Map<String, MaskedForm> plainest = new TreeMap<>();
    for (Interval.Found found : interval.found()) {
      for (Patterns.Owner owner : owners.get(found.pattern())) {
        MaskedForm form =
            owner.line() && found.form() == MaskedForm.RAW ? MaskedForm.LINE : found.form();
        plainest.merge(owner.secret(), form, (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
    plainest.forEach(
        (secret, form) -> {
          Tally tally =
              tallies
                  .computeIfAbsent(secret, s -> new EnumMap<>(MaskedForm.class))
                  .computeIfAbsent(form, f -> new Tally());
          if (interval.start() >= tally.end) {
            tally.count++;
            tally.end = interval.end();
            sink.hit(new MaskHit(secret, form, interval.start(), interval.maskedOffset()));
          }
        });
  }

  List<MaskCount> counts() {
    List<MaskCount> counts = new ArrayList<>();
    tallies.forEach(
        (secret, forms) ->
            forms.forEach((form, tally) -> counts.add(new MaskCount(secret, form, tally.count))));
    return counts;
  }
}
