package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.ActorId;
import java.time.Instant;

/**
 * One version of a key, without its value.
 *
 * @param note up to 1,000 characters for people; may be empty
 */
public record SecretVersion(
    SecretPlace place, SecretChange change, String note, ActorId updatedBy, Instant updatedAt) {}
