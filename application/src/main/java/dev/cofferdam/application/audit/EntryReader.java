package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.port.ActorNames;
import dev.cofferdam.application.audit.port.ActorNames.ActorRef;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds to entries what the chain doesn't say in clear. */
public final class EntryReader {
  private final EntryAddresses addresses;
  private final ActorNames names;

  public EntryReader(EntryAddresses addresses, ActorNames names) {
    this.addresses = addresses;
    this.names = names;
  }

  /** Belongs into a read of the org. */
  List<ShownEntry> show(OrgId org, List<ChainedEntry> entries) {
    Set<ActorRef> actors =
        entries.stream().map(EntryReader::actorOf).collect(Collectors.toUnmodifiableSet());
    Map<ActorRef, String> known = names.of(org, actors);
    return entries.stream()
        .map(
            entry ->
                new ShownEntry(
                    entry,
                    addresses.open(org, entry.address()),
                    Optional.ofNullable(known.get(actorOf(entry)))))
        .toList();
  }

  private static ActorRef actorOf(ChainedEntry entry) {
    return new ActorRef(entry.actorKind(), entry.actorId());
  }
}
