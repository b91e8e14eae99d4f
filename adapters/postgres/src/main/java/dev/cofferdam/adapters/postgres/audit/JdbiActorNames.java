package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.ActorNames;
import dev.cofferdam.domain.ids.OrgId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Names of actors as the tables of people and credentials have them. */
public final class JdbiActorNames implements ActorNames {
  private static final List<String> CREDENTIALS = List.of("api_key", "service_token");

  private final JdbiTransactions transactions;

  public JdbiActorNames(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<ActorRef, String> of(OrgId org, Set<ActorRef> actors) {
    Map<ActorRef, String> names = new HashMap<>();
    put(names, "user", actors, ids -> dao().users(ids));
    for (String kind : CREDENTIALS) {
      put(names, kind, actors, ids -> dao().credentials(org.value(), kind, ids));
    }
    return names;
  }

  private static void put(
      Map<ActorRef, String> names,
      String kind,
      Set<ActorRef> actors,
      Function<List<UUID>, List<ActorNameDao.NameRow>> query) {
    List<UUID> ids = ids(kind, actors);
    if (!ids.isEmpty()) {
      query
          .apply(ids)
          .forEach(row -> names.put(new ActorRef(kind, row.id().toString()), row.name()));
    }
  }

  private static List<UUID> ids(String kind, Set<ActorRef> actors) {
    return actors.stream()
        .filter(actor -> actor.kind().equals(kind))
        .map(actor -> uuid(actor.id()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty for what is none: entries that were tampered with are read too. */
  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException tampered) {
      return Optional.empty();
    }
  }

  private ActorNameDao dao() {
    return transactions.handle().attach(ActorNameDao.class);
  }
}
