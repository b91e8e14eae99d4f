package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.domain.vault.dotenv.Dotenv;
import java.util.List;

/** What an import did, or would do. */
public record ImportView(
    List<String> added, List<String> changed, List<String> unchanged, List<Refused> refused) {
  public ImportView {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    refused = List.copyOf(refused);
  }

  /** A place of the file that can't be read as was meant. */
  record Refused(int line, int column, String reason) {
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
