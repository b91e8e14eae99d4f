package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.OutsideCheckpoints.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who knows of a chain's past from outside of the database: some whose word is sure, and the places
 * of checkpoints, by their names alone, whose signatures are looked at only where they contradict.
 */
final class Witnesses {
  private final List<Witness> sure;
  private final Map<Long, List<Place>> places = new HashMap<>();
  private final Predicate<Place> signed;

  /**
   * @param sure whose signatures hold; each at a place that is still kept, or the one before, for
   *     it to be of use
   * @param signed whether there is a checkpoint of ours at a place
   */
  Witnesses(List<Witness> sure, List<Place> places, Predicate<Place> signed) {
    this.sure = List.copyOf(sure);
    this.signed = signed;
    for (Place place : places) {
      this.places.computeIfAbsent(place.seq(), seq -> new ArrayList<>(1)).add(place);
    }
  }

  static Witnesses of(List<Witness> sure) {
    return new Witnesses(sure, List.of(), place -> false);
  }

  /** The same with others, whose word is sure too. */
  Witnesses with(List<Witness> others) {
    List<Witness> all = new ArrayList<>(others);
    all.addAll(sure);
    return new Witnesses(all, places.values().stream().flatMap(List::stream).toList(), signed);
  }

  List<Witness> at(long seq) {
    return sure.stream().filter(witness -> witness.seq() == seq).toList();
  }

  /** Whether a checkpoint of that place says something else than {@code fits} does. */
  boolean contradict(long seq, Predicate<Place> fits) {
    return places.getOrDefault(seq, List.of()).stream().filter(fits.negate()).anyMatch(signed);
  }

  boolean knowOfMoreThan(long seq) {
    return sure.stream().anyMatch(witness -> witness.seq() > seq);
  }
}
