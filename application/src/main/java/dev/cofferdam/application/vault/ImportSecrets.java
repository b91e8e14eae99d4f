package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes a file's secrets into an environment, as one change: all of them, or, with one problem in
 * the file, none.
 */
public final class ImportSecrets {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final SecretWriter writer;

  public ImportSecrets(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer,
      SecretWriter writer) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
    this.writer = writer;
  }

  /**
   * @param file as it was read
   * @param dryRun report only
   */
  public record Command(EnvironmentFinder.Address address, SecretFile file, boolean dryRun) {}

  /**
   * What the import did, or would do: names, each in one of the lists, by name.
   *
   * @param refused problems of the file; only a dry run reports them, anything else is refused for
   *     them
   */
  public record Report(
      List<String> added,
      List<String> changed,
      List<String> unchanged,
      List<SecretFile.Problem> refused) {
    public Report {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      unchanged = List.copyOf(unchanged);
      refused = List.copyOf(refused);
    }
  }

  /**
   * @throws Refusal {@code import_refused} with every problem of the file, unless it is a dry run;
   *     {@code project_not_found}, {@code environment_not_found}
   */
  public Report execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    // Telling changed from unchanged tells something about the values that are there.
    access.require(Permission.SECRET_READ, command.address().resource());
    if (!command.dryRun()) {
      requireNoProblems(command.file());
    }
    return ledger.change(access, change -> take(change, actor, access, command));
  }

  private static void requireNoProblems(SecretFile file) {
    if (!file.problems().isEmpty()) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "import_refused",
          "The file has problems, so nothing of it was taken.",
          file.problems().stream()
              .map(
                  problem ->
                      new Refusal.FieldError(
                          "line " + problem.line() + ", column " + problem.column(),
                          problem.reason()))
              .toList());
    }
  }

  private Report take(Ledger.Change change, Actor actor, Access access, Command command) {
    Environment environment = finder.environment(access, command.address());
    Map<SecretName, SecretValue> wanted = new TreeMap<>();
    command.file().entries().forEach(entry -> wanted.put(entry.name(), entry.value()));
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    List<SecretWriter.Edit> edits = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          Optional<SecretValue> current = current(environment, name);
          if (current.equals(Optional.of(value))) {
            unchanged.add(name.value());
            return;
          }
          (current.isEmpty() ? added : changed).add(name.value());
          edits.add(SecretWriter.Edit.set(name, value, ""));
        });
    if (!command.dryRun()) {
      writer.write(
          change, actor, new SecretWriter.Target(environment, command.address().label()), edits);
    }
    return new Report(added, changed, unchanged, command.file().problems());
  }

  private Optional<SecretValue> current(Environment environment, SecretName name) {
    return secrets
        .find(environment.org(), environment.id(), name)
        .map((StoredSecret stored) -> sealer.open(stored.version().place(), stored.sealed()));
  }
}
