package dev.cofferdam.application.world;

import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.Uuid7;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of which each is greater than the one before, and which no other source gives. */
public final class SequentialIds implements IdSource {
  private final AtomicLong millis = new AtomicLong(System.currentTimeMillis());

  @Override
  public UUID next() {
    return Uuid7.of(millis.getAndIncrement(), UUID.randomUUID());
  }
}
