package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Remembers what became of things, with the entries. Nobody can tamper with it. */
public final class InMemoryVaultFacts implements VaultFacts {
  private final InMemoryTable<List<Object>, Row> facts;
  private Function<SecretPlace, Optional<SealedBytes>> values = place -> Optional.empty();

  public InMemoryVaultFacts(InMemoryTransactions transactions) {
    facts = InMemoryTable.ofOrgs(transactions);
  }

  private record Row(VaultFact fact, long entry) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return fact.org();
    }

    int kind() {
      return fact instanceof VaultFact.Secret ? 0 : fact instanceof VaultFact.Settings ? 1 : 2;
    }
  }

  /** Where the values of versions are. */
  void values(Function<SecretPlace, Optional<SealedBytes>> where) {
    values = where;
  }

  void note(VaultFact fact, long entry) {
    facts.put(List.of(fact.subject(), entry), new Row(fact, entry));
  }

  @Override
  public void each(OrgId org, Consumer<Found> to) {
    facts.rows().stream()
        .filter(row -> row.org().equals(org))
        .sorted(
            Comparator.comparingLong(Row::entry)
                .thenComparingInt(Row::kind)
                .thenComparing(row -> row.fact().subject()))
        .forEach(
            row ->
                to.accept(
                    new Found(
                        row.entry(),
                        row.fact().subject(),
                        Optional.of(row.fact()),
                        row.fact() instanceof VaultFact.Secret secret
                            ? values.apply(secret.place())
                            : Optional.empty())));
  }

  @Override
  public long unproven(OrgId org) {
    return 0;
  }

  @Override
  public Optional<Stray> stray(OrgId org) {
    return Optional.empty();
  }
}
