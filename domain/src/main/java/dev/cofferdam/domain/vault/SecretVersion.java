package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.ActorId;
import java.time.Instant;

/**
 * A secret's newest version without its value.
 *
 * @param note up to 1,000 characters for people; may be empty
 */
public record SecretVersion(SecretPlace place, String note, ActorId updatedBy, Instant updatedAt) {}
