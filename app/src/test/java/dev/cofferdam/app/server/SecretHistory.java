package dev.cofferdam.app.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Judges what clients saw of one key, which is a register whose writes are numbered: version 1, 2
 * and so on. Each operation has to have taken effect at one moment between its call and its return,
 * so one that ended before another began comes first. Versions give the order of writes, so all
 * that is left to find is between which versions the others were, and the earliest place that is
 * possible is always as good as any.
 */
final class SecretHistory {
  /** An operation that nobody knows the end of. */
  static final long NEVER = Long.MAX_VALUE;

  private final List<Operation> operations = new ArrayList<>();

  /**
   * @param start in nanoseconds of one clock, like {@code end}
   * @param writes whether it made the version that it was at
   * @param possible at which versions it can have been; a write at the one that it made
   */
  record Operation(String what, long start, long end, boolean writes, LongPredicate possible) {}

  void add(Operation operation) {
    operations.add(operation);
  }

  int size() {
    return operations.size();
  }

  /**
   * What can't have been.
   *
   * @param newest the key's newest version when all had ended
   */
  List<String> anomalies(long newest) {
    List<String> anomalies = new ArrayList<>();
    List<Operation> byStart = new ArrayList<>(operations);
    byStart.sort(Comparator.comparingLong(Operation::start));
    List<Placed> running = new ArrayList<>();
    long ended = 0;
    for (Operation operation : byStart) {
      for (Placed each : List.copyOf(running)) {
        if (each.operation().end() < operation.start()) {
          ended = Math.max(ended, each.version());
          running.remove(each);
        }
      }
      long version = operation.writes() ? ended + 1 : ended;
      while (version <= newest && !operation.possible().test(version)) {
        version++;
      }
      if (version > newest) {
        anomalies.add(operation.what() + " can't have come behind version " + ended);
        continue;
      }
      running.add(new Placed(operation, version));
    }
    return anomalies;
  }

  private record Placed(Operation operation, long version) {}
}
