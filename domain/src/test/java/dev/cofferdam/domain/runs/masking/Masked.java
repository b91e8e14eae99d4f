package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a stream gave for a text, byte for character. */
record Masked(String text, List<MaskHit> hits, List<MaskCount> counts) {

  /** A sink that keeps everything. */
  static final class Collector implements MaskSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<MaskHit> hits = new ArrayList<>();

    @Override
    public void bytes(ByteBuffer masked) {
      while (masked.hasRemaining()) {
        bytes.write(masked.get());
      }
    }

    @Override
    public void hit(MaskHit hit) {
      hits.add(hit);
    }

    String text() {
      return bytes.toString(ISO_8859_1);
    }

    List<MaskHit> hits() {
      return hits;
    }
  }

  /** Writes the text in portions of the given sizes, over and over; a size of 0 writes nothing. */
  static Masked inPortions(MaskingRules rules, byte[] text, int... sizes) {
    MaskingStream stream = rules.newStream();
    Collector collector = new Collector();
    int at = 0;
    for (int i = 0; at < text.length; i++) {
      int size = Math.min(sizes[i % sizes.length], text.length - at);
      stream.write(ByteBuffer.wrap(text, at, size), collector);
      at += size;
    }
    stream.finish(collector);
    return new Masked(collector.text(), List.copyOf(collector.hits()), stream.counts());
  }

  static Masked whole(MaskingRules rules, byte[] text) {
    return inPortions(rules, text, Math.max(1, text.length));
  }
}
