package dev.cofferdam.application.runs;

import dev.cofferdam.domain.runs.Ending.MaskedCount;
import dev.cofferdam.domain.runs.masking.MaskingRules;
import dev.cofferdam.domain.runs.masking.MaskingStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a run that people get to see, masked on its way. Each part of the output (the
 * clone's, each step's) is masked as a stream of its own, so that where a part begins in the log
 * does not depend on what an earlier one might have gone on with.
 */
final class RunOutput {
  private final MaskingRules rules;
  private final RunLogWriter log;
  private final Map<HitKey, Long> hits = new TreeMap<>();
  private @Nullable MaskingStream part;
  private boolean lineOpen;

  private record HitKey(String secret, String form) implements Comparable<HitKey> {
    @Override
    public int compareTo(HitKey other) {
      int bySecret = secret.compareTo(other.secret);
      return bySecret != 0 ? bySecret : form.compareTo(other.form);
    }
  }

  RunOutput(MaskingRules rules, RunLogWriter log) {
    this.rules = rules;
    this.log = log;
  }

  long offset() {
    return log.offset();
  }

  void write(ByteBuffer raw) {
    if (part == null) {
      part = rules.newStream();
    }
    part.write(raw, this::keep);
  }

  /** Ends the part that is being written and commits it. */
  void endPart() {
    if (part != null) {
      part.finish(this::keep);
      count(part);
      part = null;
    }
    log.flush();
  }

  private void keep(ByteBuffer masked) {
    if (masked.hasRemaining()) {
      lineOpen = masked.get(masked.limit() - 1) != '\n';
      log.write(masked);
    }
  }

  /** A line of our own, which may quote what the user wrote; it goes on with nobody else's line. */
  void note(String line) {
    endPart();
    if (lineOpen) {
      keep(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    endPart();
  }

  /** A text for people, such as a reason, masked like the log. */
  String mask(String text) {
    return rules.mask(text);
  }

  private void count(MaskingStream stream) {
    stream
        .counts()
        .forEach(
            count ->
                hits.merge(
                    new HitKey(count.secret(), count.form().wireName()), count.count(), Long::sum));
  }

  /** How often which secret was masked in which form. */
  List<MaskedCount> masked() {
    List<MaskedCount> counts = new ArrayList<>();
    hits.forEach((key, count) -> counts.add(new MaskedCount(key.secret(), key.form(), count)));
    return counts;
  }
}
