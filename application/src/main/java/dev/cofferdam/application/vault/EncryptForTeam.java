package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeRecipient;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encrypts what a caller may have to the team, or to recipients of the caller's choice. */
public final class EncryptForTeam {
  public static final Permission NEEDS = Permission.TEAM_RECIPIENT_READ;

  private final Gatekeeper gatekeeper;
  private final TeamIdentities identities;
  private final AgeFiles files;

  public EncryptForTeam(Gatekeeper gatekeeper, TeamIdentities identities, AgeFiles files) {
    this.gatekeeper = gatekeeper;
    this.identities = identities;
    this.files = files;
  }

  /**
   * Prints without the content.
   *
   * @param to empty for the team's newest recipient
   */
  public record Command(OrgId org, List<AgeRecipient> to, String clear) {
    public Command {
      to = List.copyOf(to);
    }

    @Override
    public String toString() {
      return "Command[" + org + ", " + to + ", [REDACTED]]";
    }
  }

  /** An armored file of age. */
  public String execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    List<AgeRecipient> to =
        command.to().isEmpty()
            ? List.of(identities.recipients(actor, access).get(0).recipient())
            : command.to();
    return files.encrypt(to, command.clear().getBytes(StandardCharsets.UTF_8));
  }
}
