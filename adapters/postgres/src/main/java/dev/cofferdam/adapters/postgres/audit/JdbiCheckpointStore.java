package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Optional;

/** Checkpoints and anchors in PostgreSQL. */
public final class JdbiCheckpointStore implements CheckpointStore {
  private final JdbiTransactions transactions;

  public JdbiCheckpointStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(SignedClaim checkpoint) {
    ChainClaim claim = checkpoint.claim();
    dao().addIfAbsent(claim.org().value(), claim.seq(), claim.at(), checkpoint.text());
  }

  @Override
  public List<SignedClaim> newest(OrgId org, long before, int limit) {
    return parse(dao().newest(org.value(), before, limit));
  }

  @Override
  public List<SignedClaim> between(OrgId org, long after, long last, int limit) {
    return parse(dao().between(org.value(), after, last, limit));
  }

  @Override
  public Optional<SignedClaim> anchor(OrgId org) {
    return dao().anchor(org.value()).flatMap(SignedClaim::parse);
  }

  private static List<SignedClaim> parse(List<String> claims) {
    return claims.stream().map(SignedClaim::parse).flatMap(Optional::stream).toList();
  }

  private CheckpointDao dao() {
    return transactions.handle().attach(CheckpointDao.class);
  }
}
