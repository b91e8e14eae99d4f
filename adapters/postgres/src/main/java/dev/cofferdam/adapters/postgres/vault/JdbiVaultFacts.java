package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.VaultFacts;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.core.result.ResultIterator;

/** Facts in PostgreSQL: the three tables of them as one stream, through cursors. */
public final class JdbiVaultFacts implements VaultFacts {
  private static final String STRAY =
      ClasspathSqlLocator.create().getResource("dev/cofferdam/adapters/postgres/vault/stray.sql");

  private final JdbiTransactions transactions;

  public JdbiVaultFacts(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void each(OrgId org, Consumer<Found> to) {
    VaultFactDao dao = dao();
    try (ResultIterator<VaultFactDao.SecretFactRow> secrets = dao.secrets(org.value());
        ResultIterator<VaultFactDao.EnvironmentStateRow> environments =
            dao.environments(org.value());
        ResultIterator<VaultFactDao.ProjectStateRow> projects = dao.projects(org.value())) {
      Source first = new Source(secrets, row -> found(org, row));
      Source second = new Source(environments, row -> found(org, row));
      Source third = new Source(projects, row -> found(org, row));
      Source next = earliest(earliest(first, second), third);
      while (next.isThere()) {
        to.accept(next.take());
        next = earliest(earliest(first, second), third);
      }
    }
  }

  private static Source earliest(Source one, Source other) {
    return one.entry() <= other.entry() ? one : other;
  }

  private static Found found(OrgId org, VaultFactDao.SecretFactRow row) {
    return found(row.entrySeq(), row.subject(), row, each -> each.toFact(org), row.sealed());
  }

  private static Found found(OrgId org, VaultFactDao.EnvironmentStateRow row) {
    return found(row.entrySeq(), row.subject(), row, each -> each.toFact(org), Optional.empty());
  }

  private static Found found(OrgId org, VaultFactDao.ProjectStateRow row) {
    return found(row.entrySeq(), row.subject(), row, each -> each.toFact(org), Optional.empty());
  }

  /** Rows are read that were tampered with, in a database without constraints. */
  private static <R> Found found(
      long entry,
      String subject,
      R row,
      Function<R, VaultFact> toFact,
      Optional<SealedBytes> sealed) {
    try {
      return new Found(entry, subject, Optional.of(toFact.apply(row)), sealed);
    } catch (Refusal | NoSuchElementException | IllegalArgumentException noSuchThing) {
      return new Found(entry, subject, Optional.empty(), sealed);
    }
  }

  @Override
  public long unproven(OrgId org) {
    return dao().unproven(org.value());
  }

  @Override
  public Optional<Stray> stray(OrgId org) {
    return transactions
        .handle()
        .createQuery(STRAY)
        .bind("org", org.value())
        .mapTo(StrayRow.class)
        .findOne()
        .map(
            row ->
                new Stray(
                    row.entrySeq().map(OptionalLong::of).orElse(OptionalLong.empty()),
                    row.subject()));
  }

  /** What {@code stray.sql} gives. */
  record StrayRow(Optional<Long> entrySeq, String subject) {}

  private VaultFactDao dao() {
    return transactions.handle().attach(VaultFactDao.class);
  }

  /** One of the tables, of which the next row is known. */
  private static final class Source {
    private final Iterator<Found> rows;
    private Optional<Found> next;

    <R> Source(Iterator<R> rows, Function<R, Found> toFound) {
      this.rows = mapped(rows, toFound);
      this.next = read();
    }

    private static <R> Iterator<Found> mapped(Iterator<R> rows, Function<R, Found> toFound) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Found next() {
          return toFound.apply(rows.next());
        }
      };
    }

    private Optional<Found> read() {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    boolean isThere() {
      return next.isPresent();
    }

    /** Behind all others when there is none any more. */
    long entry() {
      return next.map(Found::entry).orElse(Long.MAX_VALUE);
    }

    Found take() {
      Found taken = next.orElseThrow();
      next = read();
      return taken;
    }
  }
}
