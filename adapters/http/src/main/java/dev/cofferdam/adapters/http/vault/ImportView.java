package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.reference.Template;
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
        List<Refused> refused,
    @Schema(description = "What was taken, or would be, and can't be read as it stands.")
        List<Warning> warnings) {
  public ImportView {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    refused = List.copyOf(refused);
    warnings = List.copyOf(warnings);
  }

  /** A place of the file that can't be read as was meant. */
  record Refused(
      @Schema(description = "Counted from 1.", example = "7", minimum = "1") int line,
      @Schema(description = "Counted from 1.", example = "3", minimum = "1") int column,
      @Schema(description = "For people.", example = "a key can't start with a digit")
          String reason) {
    static Refused of(SecretFile.Problem problem) {
      return new Refused(problem.line(), problem.column(), problem.reason());
    }
  }

  /** A value with a <code>${</code> that begins no reference. */
  record Warning(
      @Schema(implementation = SecretName.class) String key,
      @Schema(description = "The key's, counted from 1.", example = "7", minimum = "1") int line,
      @Schema(description = "For people.", example = "has a ${ that begins no reference")
          String reason) {
    private static final String REASON =
        "has a ${ that begins no reference; reading it will be refused until it is written as $${";

    static boolean isDue(SecretFile.Entry entry) {
      return entry
          .value()
          .revealText()
          .filter(text -> !Template.parse(text).faults().isEmpty())
          .isPresent();
    }

    static Warning of(SecretFile.Entry entry) {
      return new Warning(entry.name().value(), entry.line(), REASON);
    }
  }

  static ImportView of(SecretFile file, ImportSecrets.Report report) {
    return new ImportView(
        report.added(),
        report.changed(),
        report.unchanged(),
        report.refused().stream().map(Refused::of).toList(),
        file.entries().stream().filter(Warning::isDue).map(Warning::of).toList());
  }
}
