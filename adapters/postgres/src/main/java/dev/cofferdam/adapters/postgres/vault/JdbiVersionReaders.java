package dev.cofferdam.adapters.postgres.vault;

import static java.util.stream.Collectors.groupingBy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who read which versions, by what the commits of reveals added up. */
public final class JdbiVersionReaders implements VersionReaders {
  private final JdbiTransactions transactions;

  public JdbiVersionReaders(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<Long, Readers> of(
      OrgId org, EnvironmentId environment, SecretName name, Set<Long> versions, int most) {
    Map<Long, Readers> readers = new HashMap<>();
    transactions
        .handle()
        .attach(VersionReaderDao.class)
        .readersOf(
            org.value(), environment.value(), name.value(), versions.toArray(Long[]::new), most)
        .stream()
        .collect(groupingBy(VersionReaderDao.ReaderRow::version))
        .forEach((version, rows) -> readers.put(version, readers(rows)));
    return readers;
  }

  @Override
  public List<Reader> page(SecretPlace version, Optional<Who> after, int limit) {
    return transactions
        .handle()
        .attach(VersionReaderDao.class)
        .page(
            version.org().value(),
            version.environment().value(),
            version.name().value(),
            new Long[] {version.version()},
            after.map(Who::kind).orElse(""),
            after.map(Who::id).orElse(""),
            limit)
        .stream()
        .map(JdbiVersionReaders::reader)
        .toList();
  }

  private static Reader reader(VersionReaderDao.ReaderRow row) {
    return new Reader(row.actorKind(), row.actorId(), row.reads(), row.lastAt());
  }

  private static Readers readers(List<VersionReaderDao.ReaderRow> rows) {
    return new Readers(rows.get(0).total(), rows.stream().map(JdbiVersionReaders::reader).toList());
  }
}
