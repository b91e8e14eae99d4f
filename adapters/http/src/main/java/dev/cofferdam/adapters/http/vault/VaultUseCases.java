package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.application.vault.ListEnvironments;
import dev.cofferdam.application.vault.ListProjects;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RevealSecret;
import java.util.List;

/** What this feature's routes call. */
public record VaultUseCases(Projects projects, Environments environments, Secrets secrets) {
  public record Projects(CreateProject create, ListProjects list) {}

  public record Environments(CreateEnvironment create, ListEnvironments list) {}

  public record Secrets(PutSecret put, RevealSecret reveal, ListSecrets list, ImportSecrets take) {}

  public List<Object> resources(IdempotentAnswers answers) {
    return List.of(
        new ProjectResource(projects.create(), projects.list(), answers),
        new EnvironmentResource(environments.create(), environments.list(), answers),
        new SecretResource(secrets.put(), secrets.reveal(), secrets.list()),
        new ImportResource(secrets.take()));
  }
}
