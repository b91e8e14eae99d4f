package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gives a member the team's identities, encrypted to a recipient of their own: they never travel in
 * clear. An audit entry says who got them, and to which recipient, before they leave.
 */
public final class RevealTeamIdentity {
  public static final Permission NEEDS = Permission.TEAM_IDENTITY_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final TeamIdentities identities;
  private final AgeFiles files;

  public RevealTeamIdentity(
      Gatekeeper gatekeeper, Ledger ledger, TeamIdentities identities, AgeFiles files) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.identities = identities;
    this.files = files;
  }

  /**
   * @param to the caller's own
   */
  public record Command(OrgId org, AgeRecipient to) {}

  /**
   * @param recipients whose identities are in it, the newest first
   * @param file an identity file of age, armored and encrypted
   */
  public record Outcome(List<AgeRecipient> recipients, String file) {
    public Outcome {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code key_unavailable}
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    identities.recipients(actor, access);
    List<AgeIdentity> all =
        ledger.change(
            access,
            change -> {
              List<AgeIdentity> opened = identities.open(command.org());
              String resource =
                  TeamIdentities.resource(opened.get(0).recipient()) + " to " + command.to();
              change.record(AuditEntry.allowed(actor, "team_key.reveal", resource));
              return opened;
            });
    StringBuilder file = new StringBuilder();
    for (AgeIdentity each : all) {
      file.append("# public key: ").append(each.recipient()).append('\n');
      file.append(each.reveal()).append('\n');
    }
    byte[] clear = file.toString().getBytes(StandardCharsets.US_ASCII);
    return new Outcome(
        all.stream().map(AgeIdentity::recipient).toList(),
        files.encrypt(List.of(command.to()), clear));
  }
}
