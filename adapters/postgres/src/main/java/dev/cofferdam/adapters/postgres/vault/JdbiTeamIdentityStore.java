package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.vault.TeamIdentityDao.TeamIdentityRow;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.application.vault.port.TeamIdentityStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeRecipient;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SealedPlace;
import dev.cofferdam.domain.vault.TeamRecipient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Teams' identities, which a rotation of the org's key seals anew. */
public final class JdbiTeamIdentityStore implements TeamIdentityStore, SealedValues {
  private final JdbiTransactions transactions;

  public JdbiTeamIdentityStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(SealedIdentity identity) {
    TeamRecipient recipient = identity.recipient();
    dao()
        .add(
            recipient.org().value(),
            new TeamIdentityRow(
                recipient.number(),
                recipient.recipient().value(),
                identity.sealed(),
                recipient.createdAt()));
  }

  @Override
  public List<SealedIdentity> all(OrgId org) {
    return dao().all(org.value()).stream()
        .map(row -> new SealedIdentity(recipientOf(org, row), row.sealed()))
        .toList();
  }

  private static TeamRecipient recipientOf(OrgId org, TeamIdentityRow row) {
    return new TeamRecipient(org, row.number(), new AgeRecipient(row.recipient()), row.createdAt());
  }

  @Override
  public Map<OrgKeyId, Long> counts(OrgId org) {
    return dao().counts(org.value()).stream()
        .collect(
            Collectors.toMap(
                row -> new OrgKeyId(row.keyId()), SealedSecretDao.KeyCountRow::sealed));
  }

  @Override
  public List<Sealed> under(OrgId org, Set<OrgKeyId> keys, Optional<SealedPlace> after, int limit) {
    Long[] ids = keys.stream().map(OrgKeyId::value).toArray(Long[]::new);
    long last = after.map(place -> TeamRecipient.numberOf((OrgPlace) place)).orElse(0L);
    return dao().under(org.value(), ids, last, limit).stream()
        .map(row -> new Sealed(recipientOf(org, row).place(), row.sealed()))
        .toList();
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    int replaced = 0;
    for (Resealed each : values) {
      long number = TeamRecipient.numberOf((OrgPlace) each.place());
      replaced += dao().replace(org.value(), number, each.before(), each.after());
    }
    return replaced;
  }

  private TeamIdentityDao dao() {
    return transactions.handle().attach(TeamIdentityDao.class);
  }
}
