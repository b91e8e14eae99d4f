package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Chains entries like the real ledger. Safe for use by many threads. */
public final class InMemoryLedger implements Ledger {
  private final InMemoryTransactions transactions;
  private final Clock clock;
  private final EntryAddresses addresses;
  private final InMemoryTable<OrgId, Head> heads;
  private final InMemoryTable<Place, Entry> entries;
  private final InMemoryTable<Place, Told> told;
  private Consumer<OrgEvent> carrying = event -> {};

  public InMemoryLedger(InMemoryTransactions transactions, Clock clock, EntryAddresses addresses) {
    this.transactions = transactions;
    this.clock = clock;
    this.addresses = addresses;
    heads = InMemoryTable.ofOrgs(transactions);
    entries = InMemoryTable.ofOrgs(transactions);
    told = InMemoryTable.ofOrgs(transactions);
  }

  /** Has each event, within its change, handed to who decides whether it is to be carried out. */
  public void carry(Consumer<OrgEvent> events) {
    carrying = events;
  }

  /** What an org has told, in order. */
  public List<OrgEvent> told(OrgId org) {
    return told.rows().stream()
        .filter(row -> row.org().equals(org))
        .map(Told::event)
        .sorted(Comparator.comparingLong(OrgEvent::seq))
        .toList();
  }

  /** What all orgs have told, oldest first. */
  public List<OrgEvent> toldByAll() {
    return told.rowsOfAllOrgs().stream()
        .map(Told::event)
        .sorted(Comparator.comparing(OrgEvent::at))
        .toList();
  }

  /** Forgets what an org has told at that place. */
  public void forget(OrgEvent event) {
    told.remove(new Place(event.org(), event.seq()));
  }

  private record Head(LedgerHead value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  private record Told(OrgId org, OrgEvent event) implements InMemoryTable.Owned {}

  private record Place(OrgId org, long seq) {}

  private record Entry(OrgId org, ChainedEntry value) implements InMemoryTable.Owned {}

  @Override
  public void open(OrgId org) {
    transactions.lock(lockOf(org));
    transactions.within(org, true, () -> save(LedgerHead.first(org)));
  }

  @Override
  public boolean isAt(Access access, long state) {
    return read(access, () -> head(access.org()))
        .map(head -> head.state() == state)
        .orElseThrow(() -> Refusal.notFound("org"));
  }

  @Override
  public <T> T change(Access access, Function<Change, T> work) {
    OrgId org = access.org();
    return transactions.within(
        org,
        true,
        () -> {
          transactions.lock(lockOf(org));
          save(head(org).orElseThrow(() -> Refusal.notFound("org")).changed());
          access.readmit();
          return work.apply(new OpenChange(org));
        });
  }

  @Override
  public <T> T read(Access access, Supplier<T> work) {
    return transactions.within(access.org(), false, work);
  }

  @Override
  public <T> T append(Access access, Supplier<T> work) {
    return transactions.within(access.org(), true, work);
  }

  /** Rewrites an org's entries as somebody with the database in hand would. */
  public void tamper(OrgId org, UnaryOperator<List<ChainedEntry>> rewrite) {
    append(
        Access.ofInstallation(org),
        () -> {
          List<ChainedEntry> before = entries(org);
          before.forEach(entry -> entries.remove(new Place(org, entry.seq())));
          List<ChainedEntry> after = rewrite.apply(before);
          for (int i = 0; i < after.size(); i++) {
            entries.put(new Place(org, -1 - i), new Entry(org, after.get(i)));
          }
          return after;
        });
  }

  /**
   * Puts an entry behind the org's chain, which is no change of it.
   *
   * @param state that the org has to be at
   * @return empty when it is not
   */
  Optional<ChainedEntry> append(OrgId org, OptionalLong state, AuditEntry entry) {
    transactions.lock(lockOf(org));
    long now = head(org).orElseThrow(() -> Refusal.notFound("org")).state();
    return state.isPresent() && state.getAsLong() != now
        ? Optional.empty()
        : Optional.of(record(org, entry));
  }

  /**
   * Locks an org's head until the thread's transaction ends, if it is at a state.
   *
   * @return false when it is not, or not any more
   */
  public boolean lockAt(OrgId org, long state) {
    transactions.lock(lockOf(org));
    return head(org).orElseThrow(() -> Refusal.notFound("org")).state() == state;
  }

  /** A change of an org whose head the thread's transaction has locked. */
  public Change changed(OrgId org) {
    save(head(org).orElseThrow().changed());
    return new OpenChange(org);
  }

  /** Moves an org's head to the newest entry that is there. */
  public void tamperWithHead(OrgId org) {
    append(
        Access.ofInstallation(org),
        () -> {
          LedgerHead head = head(org).orElseThrow();
          LedgerHead moved =
              entries(org).stream()
                  .max(Comparator.comparingLong(ChainedEntry::seq))
                  .map(newest -> new LedgerHead(org, newest.seq(), newest.hash(), head.state()))
                  .orElseGet(() -> LedgerHead.first(org));
          return save(moved);
        });
  }

  /** The heads of all orgs. */
  List<LedgerHead> heads() {
    return heads.rowsOfAllOrgs().stream().map(Head::value).toList();
  }

  /** Removes up to {@code limit} entries, the oldest, up to the place {@code last}. */
  int removeOldest(OrgId org, long last, int limit) {
    List<Long> over =
        entries(org).stream()
            .map(ChainedEntry::seq)
            .filter(seq -> seq <= last)
            .sorted()
            .limit(limit)
            .toList();
    over.forEach(seq -> entries.remove(new Place(org, seq)));
    return over.size();
  }

  Optional<LedgerHead> head(OrgId org) {
    return heads.find(org).map(Head::value);
  }

  List<ChainedEntry> entries(OrgId org) {
    return entries.rows().stream()
        .filter(entry -> entry.org().equals(org))
        .map(Entry::value)
        .toList();
  }

  private final class OpenChange implements Change {
    private final OrgId org;

    OpenChange(OrgId org) {
      this.org = org;
    }

    @Override
    public ChainedEntry record(AuditEntry entry) {
      return InMemoryLedger.this.record(org, entry);
    }

    @Override
    public ChainedEntry record(AuditEntry entry, Announcement announcement) {
      ChainedEntry chained = record(entry);
      OrgEvent event = OrgEvent.of(org, chained, announcement);
      told.put(new Place(org, event.seq()), new Told(org, event));
      carrying.accept(event);
      return chained;
    }

    @Override
    public long state() {
      return head(org).orElseThrow().state();
    }
  }

  private ChainedEntry record(OrgId org, AuditEntry entry) {
    LedgerHead head = head(org).orElseThrow();
    ChainedEntry chained =
        ChainedEntry.after(head, entry, addresses.of(org, entry.actor()), clock.instant());
    entries.put(new Place(org, chained.seq()), new Entry(org, chained));
    save(head.with(chained));
    return chained;
  }

  private LedgerHead save(LedgerHead head) {
    heads.put(head.org(), new Head(head));
    return head;
  }

  private static Object lockOf(OrgId org) {
    return List.of("ledger head", org);
  }
}
