package dev.cofferdam.application.events.port;

/** Bodies that are JSON for the eye. */
public final class InMemoryEventBodies {
  /** The kind, the type and the place. */
  public static final EventBodies PLAIN =
      (event, kind) ->
          "{\"kind\":\"%s\",\"type\":\"%s\",\"seq\":%d}"
              .formatted(kind.code(), event.type(), event.seq());

  private InMemoryEventBodies() {}
}
