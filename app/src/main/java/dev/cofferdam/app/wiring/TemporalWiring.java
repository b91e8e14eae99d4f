package dev.cofferdam.app.wiring;

import dev.cofferdam.app.config.TemporalSettings;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import dev.cofferdam.workflows.temporal.TemporalConnection;

/** Temporal: a server of its own, or the one in this process. */
final class TemporalWiring {
  private TemporalWiring() {}

  static TemporalConnection connect(TemporalSettings settings, InstanceSealer sealer) {
    SealingPayloadCodec codec = new SealingPayloadCodec(sealer);
    return settings.embedded()
        ? TemporalConnection.embedded(settings.namespace(), codec)
        : TemporalConnection.to(settings.address(), settings.namespace(), codec);
  }
}
