package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.ContentStore;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SealedPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Contents' keys, which a rotation of the org's key seals anew. */
public final class JdbiContentStore implements ContentStore, SealedValues {
  private final JdbiTransactions transactions;

  public JdbiContentStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(StoredContent content) {
    return dao().add(ContentDao.ContentRow.of(content)) == 1;
  }

  @Override
  public Optional<StoredContent> find(OrgId org, ContentId content) {
    return dao().find(org.value(), content.value()).map(ContentDao.ContentRow::toContent);
  }

  @Override
  public boolean extend(OrgId org, ContentId content, Instant until) {
    return dao().extend(org.value(), content.value(), until) == 1;
  }

  @Override
  public boolean lockExpired(OrgId org, ContentId content) {
    return dao().lockExpired(org.value(), content.value()).isPresent();
  }

  @Override
  public void delete(OrgId org, ContentId content) {
    dao().delete(org.value(), content.value());
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
    Optional<UUID> last = after.map(place -> StoredContent.idOf((OrgPlace) place).value());
    return dao().under(org.value(), ids, last, limit).stream()
        .map(ContentDao.ContentRow::toContent)
        .map(content -> new Sealed(content.place(), content.key()))
        .toList();
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    int replaced = 0;
    for (Resealed each : values) {
      UUID content = StoredContent.idOf((OrgPlace) each.place()).value();
      replaced += dao().replace(org.value(), content, each.before(), each.after());
    }
    return replaced;
  }

  private ContentDao dao() {
    return transactions.handle().attach(ContentDao.class);
  }
}
