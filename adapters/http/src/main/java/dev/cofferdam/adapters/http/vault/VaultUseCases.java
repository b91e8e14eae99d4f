package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.vault.ChangeSecrets;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.CreateServiceToken;
import dev.cofferdam.application.vault.DecryptForTeam;
import dev.cofferdam.application.vault.DeleteEnvironment;
import dev.cofferdam.application.vault.DeleteProject;
import dev.cofferdam.application.vault.DeleteServiceToken;
import dev.cofferdam.application.vault.DiffEnvironments;
import dev.cofferdam.application.vault.DropSecret;
import dev.cofferdam.application.vault.EncryptForTeam;
import dev.cofferdam.application.vault.ExportSecrets;
import dev.cofferdam.application.vault.FindSecrets;
import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.application.vault.ListEnvironments;
import dev.cofferdam.application.vault.ListProjects;
import dev.cofferdam.application.vault.ListSecretHistory;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.ListServiceTokens;
import dev.cofferdam.application.vault.ListVersionReaders;
import dev.cofferdam.application.vault.ListVersionRuns;
import dev.cofferdam.application.vault.PromoteEnvironment;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RestoreEnvironment;
import dev.cofferdam.application.vault.RestoreSecret;
import dev.cofferdam.application.vault.RevealEnvironment;
import dev.cofferdam.application.vault.RevealPastSecret;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.ShowEnvironment;
import dev.cofferdam.application.vault.ShowProject;
import dev.cofferdam.application.vault.UndeleteEnvironment;
import dev.cofferdam.application.vault.UndeleteProject;
import dev.cofferdam.application.vault.UpdateEnvironment;
import dev.cofferdam.application.vault.UpdateProject;
import java.util.List;

/** What this feature's routes call. */
public record VaultUseCases(
    Projects projects,
    Environments environments,
    Secrets secrets,
    Whole whole,
    ServiceTokens tokens) {
  public record Projects(
      CreateProject create,
      ListProjects list,
      ShowProject show,
      UpdateProject update,
      DeleteProject delete,
      UndeleteProject undelete) {}

  public record Environments(
      CreateEnvironment create,
      ListEnvironments list,
      ShowEnvironment show,
      UpdateEnvironment update,
      Removal remove,
      Between between) {}

  /** Deleting environments, and the way back. */
  public record Removal(DeleteEnvironment delete, UndeleteEnvironment undelete) {}

  /** Between environments, and between times. */
  public record Between(
      DiffEnvironments diff, PromoteEnvironment promote, RestoreEnvironment restore) {}

  /** One key. */
  public record Secrets(PutSecret put, RevealSecret reveal, Versions versions, FindSecrets find) {}

  /** One key's other versions. */
  public record Versions(
      RevealPastSecret reveal, DropSecret drop, RestoreSecret restore, Lineage lineage) {}

  /** What was done to a key, and who saw which version. */
  public record Lineage(
      ListSecretHistory history, ListVersionRuns runs, ListVersionReaders readers) {}

  /** All keys of an environment. */
  public record Whole(
      ListSecrets list, RevealEnvironment reveal, ChangeSecrets change, Files files) {}

  /** Whole environments as files. */
  public record Files(
      ImportSecrets take, ExportSecrets give, DecryptForTeam open, EncryptForTeam seal) {}

  public record ServiceTokens(
      CreateServiceToken create, ListServiceTokens list, DeleteServiceToken delete) {}

  public List<Object> resources(IdempotentAnswers answers) {
    return List.of(
        new ProjectResource(projects.create(), projects.list(), answers),
        new OneProjectResource(projects),
        new EnvironmentResource(environments.create(), environments.list(), answers),
        new OneEnvironmentResource(environments),
        new BranchResource(environments.create(), environments.between(), answers),
        new SecretsResource(whole.list(), whole.reveal(), whole.change()),
        new SecretResource(secrets),
        new SecretReadersResource(secrets.versions().lineage().readers()),
        new SecretRunsResource(secrets.versions().lineage().runs()),
        new OrgSecretsResource(secrets.find()),
        new ImportResource(whole.files().take(), whole.files().open()),
        new ExportResource(whole.files().give(), whole.files().seal()),
        new ServiceTokenResource(tokens, answers));
  }
}
