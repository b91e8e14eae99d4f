package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;

/** What keys and tokens are called, also when they are no more. */
public final class InMemoryCredentialNames {
  private final InMemoryTable<Key, Row> names;

  public InMemoryCredentialNames(InMemoryTransactions transactions) {
    names = InMemoryTable.ofOrgs(transactions);
  }

  private record Key(String kind, String id) {}

  private record Row(OrgId org, CredentialName name) implements InMemoryTable.Owned {}

  void add(OrgId org, String kind, String id, CredentialName name) {
    names.put(new Key(kind, id), new Row(org, name));
  }

  public Optional<String> find(String kind, String id) {
    return names.find(new Key(kind, id)).map(row -> row.name().value());
  }
}
