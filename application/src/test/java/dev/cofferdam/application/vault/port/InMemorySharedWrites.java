package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.InMemoryLedger;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.InMemoryUsageLedger;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.Proven;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes one after the other. Safe for use by many threads. */
public final class InMemorySharedWrites implements SharedWrites {
  private final InMemoryLedger ledger;
  private final InMemoryProjectStore projects;
  private final InMemorySecretStore secrets;
  private final InMemoryUsageLedger usage;
  private final Clock clock;

  public InMemorySharedWrites(
      InMemoryLedger ledger,
      InMemoryProjectStore projects,
      InMemorySecretStore secrets,
      InMemoryUsageLedger usage,
      Clock clock) {
    this.ledger = ledger;
    this.projects = projects;
    this.secrets = secrets;
    this.usage = usage;
    this.clock = clock;
  }

  @Override
  public Optional<Written> put(Access access, Write write) {
    Optional<Written> written = ledger.append(access, () -> written(access.org(), write));
    written.ifPresent(write.then());
    return written;
  }

  private Optional<Written> written(OrgId org, Write write) {
    if (!ledger.lockAt(org, write.state())) {
      return Optional.empty();
    }
    Optional<Planned> planned =
        write.plan().onto(write.environment(), write.head(), clock.instant());
    planned.ifPresent(each -> requireNext(org, write));
    return planned.map(
        each -> {
          Ledger.Change change = ledger.changed(org);
          long entry = change.record(each.entry(), each.announcement()).seq();
          secrets.put(List.of(new Proven(each.secret(), entry, Optional.of(each.fingerprint()))));
          usage.record(each.usage());
          return new Written(change.state(), write.head(), write.environment(), each.secret());
        });
  }

  private void requireNext(OrgId org, Write write) {
    Head head =
        secrets.heads(org, write.environment().id(), List.of(write.name())).get(write.name());
    long version = projects.rowOf(write.environment().id()).value().version();
    if (!write.head().equals(head) || version != write.environment().version()) {
      throw new IllegalStateException("not what it was planned on");
    }
  }
}
