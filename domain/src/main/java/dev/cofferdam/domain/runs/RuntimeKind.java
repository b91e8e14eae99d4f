package dev.cofferdam.domain.runs;

/** What a run is executed by. */
public enum RuntimeKind {
  DOCKER,
  PROCESS
}
