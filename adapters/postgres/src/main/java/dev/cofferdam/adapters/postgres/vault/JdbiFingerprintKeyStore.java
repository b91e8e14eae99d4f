package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.FingerprintKeyStore;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of orgs' fingerprints, which a rotation of the org's key seals anew. */
public final class JdbiFingerprintKeyStore implements FingerprintKeyStore, SealedValues {
  private final JdbiTransactions transactions;

  public JdbiFingerprintKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<SealedBytes> find(OrgId org) {
    return transactions.look(
        org, handle -> handle.attach(FingerprintKeyDao.class).find(org.value()));
  }

  @Override
  public void addIfAbsent(OrgId org, SealedBytes sealed) {
    dao().addIfAbsent(org.value(), sealed);
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
    if (after.isPresent()) {
      return List.of();
    }
    Long[] ids = keys.stream().map(OrgKeyId::value).toArray(Long[]::new);
    return dao().under(org.value(), ids).stream()
        .map(found -> new Sealed(FingerprintKeyStore.placeOf(org), found))
        .toList();
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    return values.stream()
        .filter(each -> each.place().equals(FingerprintKeyStore.placeOf(org)))
        .mapToInt(each -> dao().replace(org.value(), each.before(), each.after()))
        .sum();
  }

  private FingerprintKeyDao dao() {
    return transactions.handle().attach(FingerprintKeyDao.class);
  }
}
