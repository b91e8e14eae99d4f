package dev.cofferdam.application.audit;

import dev.cofferdam.domain.audit.ChainedEntry;
import java.util.Optional;

/**
 * An audit entry for who may read it.
 *
 * @param ip where the actor came from; empty too when the person was erased
 * @param actorName what people call the actor now
 */
public record ShownEntry(ChainedEntry entry, Optional<String> ip, Optional<String> actorName) {}
