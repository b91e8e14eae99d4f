package dev.cofferdam.application.vault;

import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.Comparator;
import java.util.List;

/**
 * A service token, and what people call the places that it works in.
 *
 * @param environments by name
 */
public record ShownServiceToken(
    ServiceToken token, ProjectName project, List<EnvironmentName> environments) {
  public ShownServiceToken {
    environments =
        environments.stream().sorted(Comparator.comparing(EnvironmentName::value)).toList();
  }
}
