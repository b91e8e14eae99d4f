package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Orgs' wrapped keysets, one row an org, and a row a key that is or was in it. */
public final class JdbiOrgKeyStore implements OrgKeyStore {
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final JdbiTransactions transactions;

  public JdbiOrgKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(OrgId org, WrappedKeyset keyset, OrgKeyId first, Instant at) {
    OrgKeyDao dao = dao();
    dao.add(org.value(), OrgKeyDao.OrgKeyRow.of(keyset));
    dao.addKey(org.value(), first.value(), at);
  }

  @Override
  public Optional<WrappedKeyset> find(OrgId org) {
    return transactions.look(
        org,
        handle ->
            handle.attach(OrgKeyDao.class).find(org.value()).map(OrgKeyDao.OrgKeyRow::toKeyset));
  }

  @Override
  public boolean promote(
      OrgId org, WrappedKeyset before, WrappedKeyset after, OrgKeyId primary, Instant at) {
    OrgKeyDao dao = dao();
    if (!replace(dao, org, before, after)) {
      return false;
    }
    dao.startRetiring(org.value(), at);
    dao.addKey(org.value(), primary.value(), at);
    return true;
  }

  @Override
  public boolean retire(OrgId org, WrappedKeyset before, WrappedKeyset after, Instant at) {
    OrgKeyDao dao = dao();
    if (!replace(dao, org, before, after)) {
      return false;
    }
    try {
      dao.retire(org.value(), at);
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException sql
          && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())) {
        throw new IllegalStateException("something is still under a key that retires");
      }
      throw e;
    }
  }

  private static boolean replace(
      OrgKeyDao dao, OrgId org, WrappedKeyset before, WrappedKeyset after) {
    return dao.replace(org.value(), before.keyset(), OrgKeyDao.OrgKeyRow.of(after)) == 1;
  }

  @Override
  public boolean rewrap(OrgId org, WrappedKeyset before, WrappedKeyset after) {
    return replace(dao(), org, before, after);
  }

  @Override
  public void note(OrgId org, OrgKeyId primary, Instant at) {
    dao().addKeyIfAbsent(org.value(), primary.value(), at);
  }

  @Override
  public boolean destroy(OrgId org, Instant at) {
    return dao().destroy(org.value(), at) == 1;
  }

  @Override
  public boolean isDestroyed(OrgId org) {
    return transactions.look(
        org, handle -> handle.attach(OrgKeyDao.class).isDestroyed(org.value()));
  }

  @Override
  public void shareDestroyed(OrgId org, Instant at) {
    dao().shareDestroyed(org.value(), at);
  }

  @Override
  public List<OrgKey> keys(OrgId org) {
    return dao().keys(org.value()).stream().map(OrgKeyDao.OrgDataKeyRow::toKey).toList();
  }

  private OrgKeyDao dao() {
    return transactions.handle().attach(OrgKeyDao.class);
  }
}
