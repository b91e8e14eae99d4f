package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.tenancy.ClerkWebhook;
import dev.cofferdam.adapters.postgres.events.JdbiWebhookDeliveries;
import dev.cofferdam.adapters.postgres.identity.JdbiExternalUserStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiDirectoryStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiMemberStore;
import dev.cofferdam.app.config.ClerkSettings;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.tenancy.DirectoryMembers;
import dev.cofferdam.application.tenancy.DirectoryOrgs;
import dev.cofferdam.application.tenancy.DirectoryPeople;
import dev.cofferdam.application.tenancy.FollowDirectory;
import dev.cofferdam.application.tenancy.OrgFounder;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.port.DirectoryStore;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** Directories elsewhere that tell of their people. */
final class DirectoryWiring {
  private final FollowDirectory follow;
  private final Clock clock;

  DirectoryWiring(
      DatabaseWiring database,
      OrgStore orgs,
      OrgFounder founder,
      Revocations revocations,
      IdSource ids,
      Clock clock) {
    this.clock = clock;
    DirectoryStore directory = new JdbiDirectoryStore(database.app);
    DirectoryPeople people =
        new DirectoryPeople(
            new JdbiExternalUserStore(database.app), directory, revocations, ids, clock);
    MemberStore members = new JdbiMemberStore(database.app);
    Roster roster = new Roster(orgs, members, revocations);
    follow =
        new FollowDirectory(
            database.app,
            new JdbiWebhookDeliveries(database.app),
            directory,
            people,
            new DirectoryOrgs(
                database.ledger,
                orgs,
                directory,
                founder,
                revocations,
                new DirectoryMembers(members, roster, people, clock),
                clock),
            clock);
  }

  ClerkWebhook clerk(ClerkSettings settings) {
    return new ClerkWebhook(settings.issuer(), settings.secret(), follow, clock);
  }
}
