package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.TeamRecipient;
import java.util.List;

/** Tells to whom files for the team are encrypted, and were. */
public final class ListTeamRecipients {
  public static final Permission NEEDS = Permission.TEAM_RECIPIENT_READ;

  private final Gatekeeper gatekeeper;
  private final TeamIdentities identities;

  public ListTeamRecipients(Gatekeeper gatekeeper, TeamIdentities identities) {
    this.gatekeeper = gatekeeper;
    this.identities = identities;
  }

  public record Command(OrgId org) {}

  /** The newest first; files are encrypted to that one. */
  public List<TeamRecipient> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return identities.recipients(actor, access);
  }
}
