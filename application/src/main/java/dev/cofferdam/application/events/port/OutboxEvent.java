package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;

/**
 * @param type noun and verb, such as {@code run.queued}
 * @param subject the id of what it is about
 */
public record OutboxEvent(EventId id, OrgId org, String type, String subject) {}
