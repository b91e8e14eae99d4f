package dev.cofferdam.domain.ids;

import java.util.UUID;

/** Where new ids come from: chance and time enter here, so that tests are exact. */
@FunctionalInterface
public interface IdSource {
  /** A UUIDv7 that nobody has seen before. */
  UUID next();
}
