package dev.cofferdam.domain.vault.reference;

import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;

/** A key by the names that lead to it within an org; prints as {@code shop/prod/API_KEY}. */
public record KeyAddress(ProjectName project, EnvironmentName environment, SecretName key) {
  @Override
  public String toString() {
    return project + "/" + environment + "/" + key;
  }
}
