package dev.cofferdam.domain.runs.masking;

import java.nio.ByteBuffer;

/** Takes what comes out of a {@link MaskingStream}. */
@FunctionalInterface
public interface MaskSink {
  /** The next bytes of the masked stream: read-only, and valid during the call alone. */
  void bytes(ByteBuffer masked);

  /** A secret was found; called once for each, in the order of their raw offsets. */
  default void hit(MaskHit hit) {}
}
