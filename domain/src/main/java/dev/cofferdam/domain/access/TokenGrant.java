package dev.cofferdam.domain.access;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.ProjectId;
import java.util.Objects;
import java.util.Set;

/**
 * Where a service token works: in some environments of one project, and nowhere else. It works in
 * protected ones too, since an admin named them when it was made.
 */
public record TokenGrant(ProjectId project, Set<EnvironmentId> environments, TokenAccess access) {
  public TokenGrant {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(access, "access");
    environments = Set.copyOf(environments);
    if (environments.isEmpty()) {
      throw Refusal.invalid("environments", "must name at least one");
    }
  }
}
