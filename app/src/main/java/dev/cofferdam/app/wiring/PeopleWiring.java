package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.tenancy.TenancyUseCases;
import dev.cofferdam.adapters.postgres.access.JdbiRevocations;
import dev.cofferdam.adapters.postgres.access.PostgresRightsListener;
import dev.cofferdam.adapters.postgres.identity.JdbiExternalUserStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiMemberStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiOrgStore;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.RememberedMembers;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.billing.PlanEntitlements;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.CredentialUses;
import dev.cofferdam.application.identity.ExternalSignIn;
import dev.cofferdam.application.identity.KeySignIn;
import dev.cofferdam.application.identity.LiveSessions;
import dev.cofferdam.application.identity.OwnAccount;
import dev.cofferdam.application.identity.WriteCredentialUses;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.application.tenancy.FirstOrg;
import dev.cofferdam.application.tenancy.NoCheckout;
import dev.cofferdam.application.tenancy.OrgFounder;
import dev.cofferdam.application.tenancy.PersonalOrgs;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.ShowCaller;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.tenancy.SignUpCheckout;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** Identity, tenancy and access: who somebody is, and what they may do where. */
final class PeopleWiring {
  private static final int REMEMBERED = 20_000;

  final OrgStore orgs;
  final FoldedRefusals refusals;
  final Gatekeeper gatekeeper;
  final Authenticate authenticate;
  final ResolveOrg resolveOrg;
  final Revocations revocations;
  final ExternalTokens externalTokens;
  final WriteCredentialUses writeCredentialUses;
  final RememberedMembers members;
  final PostgresRightsListener hearing;
  final IdentityWiring identity;
  final InvitationWiring invitations;
  final TenancyUseCases tenancy;

  PeopleWiring(
      IssuerWiring issuers,
      DatabaseWiring database,
      KeyWiring keys,
      MailWiring mail,
      FirstThings first,
      IdSource ids,
      Clock clock) {
    orgs = new JdbiOrgStore(database.app);
    refusals = new FoldedRefusals(database.app, database.notes, clock);
    gatekeeper = new Gatekeeper(orgs, refusals);
    RightsCache rights = new RightsCache(REMEMBERED, System::nanoTime);
    hearing = new PostgresRightsListener(database.appUrl, rights);
    members = new RememberedMembers(orgs, rights);
    externalTokens = issuers.tokens;
    revocations = new JdbiRevocations(database.app, rights::forget);
    identity =
        new IdentityWiring(
            database,
            keys,
            mail,
            new IdentityWiring.Rights(gatekeeper, orgs, revocations, refusals, issuers.tokens),
            ids,
            clock);
    CredentialUses uses = new CredentialUses(clock);
    writeCredentialUses =
        new WriteCredentialUses(database.ledger, uses, identity.apiKeys, identity.serviceTokens);
    OrgFounder founder = new OrgFounder(database.ledger, orgs, first, ids, clock);
    invitations =
        new InvitationWiring(
            database,
            keys,
            mail,
            new InvitationWiring.People(
                gatekeeper,
                identity.users,
                orgs,
                new Roster(orgs, new JdbiMemberStore(database.app), revocations)),
            new PlanEntitlements(orgs, first.plans()),
            ids,
            clock);
    ExternalSignIn external =
        new ExternalSignIn(
            database.app,
            issuers.tokens,
            new JdbiExternalUserStore(database.app),
            rights,
            new PersonalOrgs(founder, issuers.withoutPersonalOrg),
            ids,
            clock);
    authenticate =
        new Authenticate(
            keys.accessTokens,
            new LiveSessions(identity.sessions, rights, clock),
            new KeySignIn(
                keys.opaqueTokens,
                new KeySignIn.Stores(identity.apiKeys, identity.serviceTokens),
                rights,
                refusals,
                uses,
                clock),
            external);
    resolveOrg = new ResolveOrg(orgs, rights);
    tenancy =
        new TenancyUseCases(
            new TenancyUseCases.Registration(
                new SignUp(
                    database.app,
                    keys.passwordHasher,
                    identity.accounts,
                    identity.signUpNotice,
                    new FirstOrg(founder, first, invitations.door, invitations.invited)),
                new SignUpCheckout(new NoCheckout(), first)),
            new ShowCaller(gatekeeper, database.ledger, database.app, identity.users, orgs),
            identity.changeAccount,
            TenancyWiring.orgs(
                database,
                gatekeeper,
                orgs,
                new CreateOrg(new OwnAccount(database.app, identity.users), orgs, founder),
                revocations,
                clock),
            TenancyWiring.members(database, gatekeeper, orgs, revocations),
            invitations.useCases,
            issuers.clerk.map(
                new DirectoryWiring(database, orgs, founder, revocations, ids, clock)::clerk));
  }
}
