package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.OrgEvent;

/** Writes events as the JSON that endpoints get. */
public interface EventBodies {
  /** Of at most 256 KiB. */
  String write(OrgEvent event, EndpointKind kind);
}
