package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.EnvironmentLine;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Run;
import java.util.List;
import java.util.Optional;

/** Finds what a new run may get secrets from: what its author may read, and nothing else later. */
public final class RunReach {
  private final EnvironmentFinder finder;
  private final ReferenceReader references;

  public RunReach(EnvironmentFinder finder, ReferenceReader references) {
    this.finder = finder;
    this.references = references;
  }

  /**
   * @param environments the source, what it inherits from, where references lead to, and what that
   *     inherits from
   */
  record Found(Run.SecretSource source, List<Reached> environments) {
    Found {
      environments = List.copyOf(environments);
    }
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}, {@code forbidden} for
   *     one that inherits from what the caller may not read, {@code unresolved_reference}
   */
  Found of(Access access, EnvironmentFinder.Address address) {
    EnvironmentLine line = finder.line(access, address, Optional.empty());
    finder.requireWhole(access, address.project(), line);
    ReferenceReader.Gathered gathered = references.gather(access, address, line);
    return new Found(
        new Run.SecretSource(
            line.own().id(), address.project().value(), address.environment().value()),
        gathered.environments().stream()
            .map(each -> new Reached(each.id(), each.isProtected()))
            .toList());
  }
}
