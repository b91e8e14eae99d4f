package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SealedPlace;
import dev.cofferdam.domain.vault.TeamRecipient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps teams' identities. Safe for use by many threads. */
public final class InMemoryTeamIdentityStore implements TeamIdentityStore, SealedValues {
  private final InMemoryTable<List<Object>, Row> identities;

  public InMemoryTeamIdentityStore(InMemoryTransactions transactions) {
    identities = InMemoryTable.ofOrgs(transactions);
  }

  private record Row(SealedIdentity value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.recipient().org();
    }
  }

  @Override
  public void add(SealedIdentity identity) {
    OrgId org = identity.recipient().org();
    boolean taken =
        all(org).stream()
            .map(SealedIdentity::recipient)
            .anyMatch(
                each ->
                    each.number() == identity.recipient().number()
                        || each.recipient().equals(identity.recipient().recipient()));
    if (taken) {
      throw new IllegalStateException("there is such an identity");
    }
    put(identity);
  }

  private void put(SealedIdentity identity) {
    TeamRecipient recipient = identity.recipient();
    identities.put(List.of(recipient.org(), recipient.number()), new Row(identity));
  }

  @Override
  public List<SealedIdentity> all(OrgId org) {
    return identities.rows().stream()
        .filter(row -> row.org().equals(org))
        .map(Row::value)
        .sorted(Comparator.comparing((SealedIdentity each) -> -each.recipient().number()))
        .toList();
  }

  @Override
  public Map<OrgKeyId, Long> counts(OrgId org) {
    return all(org).stream()
        .flatMap(each -> InMemorySealedSecrets.keyOf(each.sealed()).stream())
        .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
  }

  @Override
  public List<Sealed> under(OrgId org, Set<OrgKeyId> keys, Optional<SealedPlace> after, int limit) {
    long last = after.map(place -> TeamRecipient.numberOf((OrgPlace) place)).orElse(0L);
    return all(org).stream()
        .filter(each -> each.recipient().number() > last)
        .filter(
            each -> InMemorySealedSecrets.keyOf(each.sealed()).filter(keys::contains).isPresent())
        .sorted(Comparator.comparing(each -> each.recipient().number()))
        .limit(limit)
        .map(each -> new Sealed(each.recipient().place(), each.sealed()))
        .toList();
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    int replaced = 0;
    for (Resealed value : values) {
      for (SealedIdentity each : all(org)) {
        if (each.recipient().place().equals(value.place())
            && each.sealed().equals(value.before())) {
          put(new SealedIdentity(each.recipient(), value.after()));
          replaced++;
        }
      }
    }
    return replaced;
  }
}
