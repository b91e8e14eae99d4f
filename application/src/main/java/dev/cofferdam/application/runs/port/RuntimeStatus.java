package dev.cofferdam.application.runs.port;

import java.util.Optional;

/** Whether runs can be executed here at all. */
@FunctionalInterface
public interface RuntimeStatus {
  /** Why not, with the line that helps; empty when they can. */
  Optional<String> missing();
}
