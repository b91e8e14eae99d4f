package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import java.time.Instant;

/**
 * A set of secrets under one name, such as {@code prod}.
 *
 * @param isProtected whether only admins and service tokens made for it read or write it
 * @param version grows by one with every change of its secrets; 0 at first
 */
public record Environment(
    OrgId org,
    ProjectId project,
    EnvironmentId id,
    EnvironmentName name,
    boolean isProtected,
    long version,
    Instant createdAt) {}
