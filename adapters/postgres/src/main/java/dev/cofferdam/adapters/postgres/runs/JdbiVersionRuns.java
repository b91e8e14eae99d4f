package dev.cofferdam.adapters.postgres.runs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which runs got which versions, by what was pinned for them. */
public final class JdbiVersionRuns implements VersionRuns {
  private final JdbiTransactions transactions;

  public JdbiVersionRuns(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<Long, List<RunId>> of(
      OrgId org, EnvironmentId environment, SecretName name, Set<Long> versions, int most) {
    return transactions
        .handle()
        .attach(PinnedSecretDao.class)
        .runsOf(org.value(), environment.value(), name.value(), versions.toArray(Long[]::new), most)
        .stream()
        .collect(
            groupingBy(
                PinnedSecretDao.VersionRunRow::version,
                mapping(row -> new RunId(row.runId()), toList())));
  }

  @Override
  public List<RunId> page(SecretPlace version, Optional<RunId> before, int limit) {
    return transactions
        .handle()
        .attach(PinnedSecretDao.class)
        .runsOfPage(
            version.org().value(),
            version.environment().value(),
            version.name().value(),
            version.version(),
            before.map(RunId::value).orElse(null),
            limit)
        .stream()
        .map(RunId::new)
        .toList();
  }
}
