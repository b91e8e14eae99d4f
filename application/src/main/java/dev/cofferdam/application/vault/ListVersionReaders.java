package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import java.util.List;
import java.util.Optional;

/** Lists all who read a version of a key, by kind and id: a sum of the audit trail. */
public final class ListVersionReaders {
  public static final Permission NEEDS = Permission.AUDIT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final VersionFinder versions;
  private final VersionReaders readers;

  public ListVersionReaders(
      Gatekeeper gatekeeper, Ledger ledger, VersionFinder versions, VersionReaders readers) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.versions = versions;
    this.readers = readers;
  }

  /**
   * @param after whom the page starts behind
   */
  public record Command(
      VersionFinder.Wanted wanted, Optional<VersionReaders.Who> after, int limit) {}

  /**
   * @throws Refusal as {@link VersionFinder#find}
   */
  public List<VersionReaders.Reader> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.wanted().address().org(), NEEDS);
    return ledger.read(
        access,
        () ->
            readers.page(
                versions.find(access, command.wanted()), command.after(), command.limit()));
  }
}
