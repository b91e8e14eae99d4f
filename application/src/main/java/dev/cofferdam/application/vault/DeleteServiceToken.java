package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;

/** Ends a service token for good. */
public final class DeleteServiceToken {
  public static final Permission NEEDS = Permission.SERVICE_TOKEN_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ServiceTokenStore tokens;
  private final Revocations revocations;

  public DeleteServiceToken(
      Gatekeeper gatekeeper, Ledger ledger, ServiceTokenStore tokens, Revocations revocations) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.tokens = tokens;
    this.revocations = revocations;
  }

  public record Command(OrgId org, ServiceTokenId token) {}

  /**
   * @throws Refusal {@code service_token_not_found}
   */
  public void execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    ledger.change(access, change -> delete(actor, command, change));
  }

  private ServiceTokenId delete(Actor actor, Command command, Ledger.Change change) {
    if (!tokens.remove(command.org(), command.token())) {
      throw Refusal.notFound("service_token");
    }
    revocations.publish(new Revocation.OfServiceToken(command.token()));
    change.record(
        AuditEntry.allowed(actor, "service_token.delete", "service_token:" + command.token()));
    return command.token();
  }
}
