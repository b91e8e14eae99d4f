package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.age.vault.JaggedAgeFiles;
import dev.cofferdam.adapters.http.vault.KeyUseCases;
import dev.cofferdam.adapters.postgres.vault.JdbiTeamIdentityStore;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.DecryptForTeam;
import dev.cofferdam.application.vault.EncryptForTeam;
import dev.cofferdam.application.vault.ListTeamRecipients;
import dev.cofferdam.application.vault.RevealTeamIdentity;
import dev.cofferdam.application.vault.RotateTeamIdentity;
import dev.cofferdam.application.vault.TeamIdentities;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.application.vault.port.TeamIdentityStore;
import java.time.Clock;

/** The age keys of files that teams keep outside. */
final class TeamWiring {
  final EncryptForTeam encrypt;
  final DecryptForTeam decrypt;
  final KeyUseCases.Team useCases;

  TeamWiring(DatabaseWiring database, KeyWiring keys, Gatekeeper gatekeeper, Clock clock) {
    Ledger ledger = database.ledger;
    AgeFiles files = new JaggedAgeFiles();
    TeamIdentityStore store = new JdbiTeamIdentityStore(database.app);
    TeamIdentities identities = new TeamIdentities(ledger, store, keys.orgSealer, files, clock);
    encrypt = new EncryptForTeam(gatekeeper, identities, files);
    decrypt = new DecryptForTeam(gatekeeper, ledger, identities, files);
    useCases =
        new KeyUseCases.Team(
            new ListTeamRecipients(gatekeeper, identities),
            new RotateTeamIdentity(gatekeeper, ledger, store, identities),
            new RevealTeamIdentity(gatekeeper, ledger, identities, files));
  }
}
