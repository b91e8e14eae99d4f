package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;

/**
 * Where one version of a secret lives. A sealed value is bound to it: moved to another row, version
 * or tenant, it does not open.
 *
 * @param version 1 for the key's first value in this environment
 */
public record SecretPlace(
    OrgId org, ProjectId project, EnvironmentId environment, SecretName name, long version)
    implements SealedPlace {}
