package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.dotenv.Dotenv;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What an import did, or would do. */
public record ImportView(
    @Schema(implementation = SecretName.class, description = "Keys that were not there.")
        List<String> added,
    @Schema(implementation = SecretName.class, description = "Keys that had another value.")
        List<String> changed,
    @Schema(implementation = SecretName.class, description = "Keys that had this value already.")
        List<String> unchanged,
    @Schema(description = "What can't be taken; empty unless this was a dry run.")
        List<Refused> refused) {
  public ImportView {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    refused = List.copyOf(refused);
  }

  /** A place of the file that can't be read as was meant. */
  record Refused(
      @Schema(description = "Counted from 1.", example = "7", minimum = "1") int line,
      @Schema(description = "Counted from 1.", example = "3", minimum = "1") int column,
      @Schema(description = "For people.", example = "a key can't start with a digit")
          String reason) {
    static Refused of(Dotenv.Problem problem) {
      return new Refused(problem.line(), problem.column(), problem.reason());
    }
  }

  static ImportView of(ImportSecrets.Report report) {
    return new ImportView(
        report.added(),
        report.changed(),
        report.unchanged(),
        report.refused().stream().map(Refused::of).toList());
  }
}
