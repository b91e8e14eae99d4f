package dev.cofferdam.adapters.http;

import dev.cofferdam.adapters.http.audit.AuditUseCases;
import dev.cofferdam.adapters.http.billing.BillingUseCases;
import dev.cofferdam.adapters.http.events.EventUseCases;
import dev.cofferdam.adapters.http.identity.IdentityUseCases;
import dev.cofferdam.adapters.http.platform.AllowedOrigins;
import dev.cofferdam.adapters.http.platform.Edge;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.HttpLimits;
import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.adapters.http.platform.RateLimits;
import dev.cofferdam.adapters.http.platform.TrustedProxies;
import dev.cofferdam.adapters.http.runs.ArtifactResource;
import dev.cofferdam.adapters.http.runs.PipelineResource;
import dev.cofferdam.adapters.http.runs.RunUseCases;
import dev.cofferdam.adapters.http.tenancy.ClerkWebhook;
import dev.cofferdam.adapters.http.tenancy.TenancyUseCases;
import dev.cofferdam.adapters.http.vault.KeyUseCases;
import dev.cofferdam.adapters.http.vault.VaultUseCases;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.RememberedMembers;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.ExportAudit;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ListCheckpoints;
import dev.cofferdam.application.audit.ShowAuditKeys;
import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.billing.PlanEntitlements;
import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.application.billing.port.InMemoryPlanCatalogue;
import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.events.CarryOutEvent;
import dev.cofferdam.application.events.ChangeWebhookEndpoint;
import dev.cofferdam.application.events.CreateWebhookEndpoint;
import dev.cofferdam.application.events.DeleteWebhookEndpoint;
import dev.cofferdam.application.events.ListDeliveries;
import dev.cofferdam.application.events.ListWebhookEndpoints;
import dev.cofferdam.application.events.LocalEventBell;
import dev.cofferdam.application.events.PickDeliveries;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.application.events.ReplayDelivery;
import dev.cofferdam.application.events.RotateWebhookSecret;
import dev.cofferdam.application.events.SendDelivery;
import dev.cofferdam.application.events.ShowWebhookEndpoint;
import dev.cofferdam.application.events.TestWebhookEndpoint;
import dev.cofferdam.application.events.WebhookDesk;
import dev.cofferdam.application.events.port.DeliveryQueue;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.application.events.port.InMemoryEventBodies;
import dev.cofferdam.application.events.port.InMemoryWebhookSender;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.application.identity.CredentialUses;
import dev.cofferdam.application.identity.DeleteApiKey;
import dev.cofferdam.application.identity.ExchangeToken;
import dev.cofferdam.application.identity.ExternalSignIn;
import dev.cofferdam.application.identity.KeySignIn;
import dev.cofferdam.application.identity.ListApiKeys;
import dev.cofferdam.application.identity.LiveSessions;
import dev.cofferdam.application.identity.OwnAccount;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.identity.WriteCredentialUses;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.application.identity.port.InMemoryAccessTokens;
import dev.cofferdam.application.identity.port.InMemoryExternalTokens;
import dev.cofferdam.application.identity.port.InMemoryOpaqueTokens;
import dev.cofferdam.application.identity.port.InMemoryPasswordHasher;
import dev.cofferdam.application.metering.OrgRates;
import dev.cofferdam.application.metering.RateLimiter;
import dev.cofferdam.application.metering.ShowUsage;
import dev.cofferdam.application.runs.ArtifactMeans;
import dev.cofferdam.application.runs.ArtifactPolicy;
import dev.cofferdam.application.runs.CancelPipeline;
import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.CreateUpload;
import dev.cofferdam.application.runs.FetchArtifact;
import dev.cofferdam.application.runs.ListArtifacts;
import dev.cofferdam.application.runs.ListPipelines;
import dev.cofferdam.application.runs.ListWorkers;
import dev.cofferdam.application.runs.LocalLogBell;
import dev.cofferdam.application.runs.ReadLog;
import dev.cofferdam.application.runs.RetryPipeline;
import dev.cofferdam.application.runs.RunAdmission;
import dev.cofferdam.application.runs.RunEnder;
import dev.cofferdam.application.runs.RunIntake;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.runs.RunReach;
import dev.cofferdam.application.runs.RunSources;
import dev.cofferdam.application.runs.RunUploads;
import dev.cofferdam.application.runs.ShowPipeline;
import dev.cofferdam.application.runs.UploadPolicy;
import dev.cofferdam.application.runs.port.InMemoryArchives;
import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.application.tenancy.DeleteOrg;
import dev.cofferdam.application.tenancy.DirectoryMembers;
import dev.cofferdam.application.tenancy.DirectoryOrgs;
import dev.cofferdam.application.tenancy.DirectoryPeople;
import dev.cofferdam.application.tenancy.FirstOrg;
import dev.cofferdam.application.tenancy.FollowDirectory;
import dev.cofferdam.application.tenancy.LeaveOrg;
import dev.cofferdam.application.tenancy.ListMembers;
import dev.cofferdam.application.tenancy.ListOrgs;
import dev.cofferdam.application.tenancy.NoCheckout;
import dev.cofferdam.application.tenancy.OrgFounder;
import dev.cofferdam.application.tenancy.PersonalOrgs;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.ShowCaller;
import dev.cofferdam.application.tenancy.ShowOrg;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.tenancy.SignUpCheckout;
import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.application.tenancy.UndeleteOrg;
import dev.cofferdam.application.tenancy.UpdateOrg;
import dev.cofferdam.application.tenancy.port.Checkout;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.application.vault.CreateServiceToken;
import dev.cofferdam.application.vault.DeleteServiceToken;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.FinishKeyRotation;
import dev.cofferdam.application.vault.ListOrgKeys;
import dev.cofferdam.application.vault.ListServiceTokens;
import dev.cofferdam.application.vault.ListTeamRecipients;
import dev.cofferdam.application.vault.OrgValues;
import dev.cofferdam.application.vault.ReencryptOrg;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.RevealTeamIdentity;
import dev.cofferdam.application.vault.RotateOrgKey;
import dev.cofferdam.application.vault.RotateTeamIdentity;
import dev.cofferdam.application.vault.ShowKeyRotation;
import dev.cofferdam.application.vault.TeamIdentities;
import dev.cofferdam.application.vault.port.InMemoryAgeFiles;
import dev.cofferdam.application.vault.port.InMemoryContentSealer;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.vault.port.UnfinishedKeyRotations;
import dev.cofferdam.application.world.InMemoryIdentity;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.application.world.InvitationParts;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.application.world.PostOffice;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.events.WebhookSecret;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.RateLimit;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** All use cases over storage in memory. */
public final class TestWorld {
  /** An issuer that people sign in with. */
  static final String PEOPLE = "https://people.example";

  /** What Clerk signs with, whose people come by {@link #PEOPLE}. */
  public static final WebhookSecret CLERK = WebhookSecret.of(new byte[32]);

  /** An issuer whose tokens are exchanged. */
  public static final String CI = "https://ci.example";

  static final int FOLLOWERS = 8;
  static final int FOLLOWERS_OF_ORG = 3;
  static final Duration QUIET = Duration.ofSeconds(1);
  static final Followers.Pace PACE = new Followers.Pace(Duration.ofMillis(150), QUIET);

  private final Clock clock = Clock.systemUTC();
  private final SequentialIds ids = new SequentialIds();
  private final InMemoryWorld storage = new InMemoryWorld(clock);
  private final InMemoryAgeFiles ageFiles = new InMemoryAgeFiles();
  private final InMemorySealer sealer = new InMemorySealer(storage.orgKeys());
  private final InMemoryContentSealer contentSealer = new InMemoryContentSealer();
  private final InMemoryAccessTokens access = new InMemoryAccessTokens(clock);
  private final InMemoryExternalTokens externalTokens =
      new InMemoryExternalTokens(Map.of(PEOPLE, Use.SIGN_IN, CI, Use.EXCHANGE), clock);
  private final InMemoryOpaqueTokens opaque = new InMemoryOpaqueTokens();
  private final InMemoryPasswordHasher hasher = new InMemoryPasswordHasher();
  private final InMemoryPlanCatalogue plans =
      new InMemoryPlanCatalogue(List.of(free(), InMemoryInstallation.PRO));
  private final FoldedRefusals refusals =
      new FoldedRefusals(storage.transactions(), storage.auditNotes(), clock);
  private final Gatekeeper gatekeeper = new Gatekeeper(storage.orgs(), refusals);
  private final CredentialUses uses = new CredentialUses(clock);
  private final RightsCache rights = new RightsCache(1_000, System::nanoTime);
  private final Revocations revocations = storage.revocations(rights::forget);
  private final InMemoryIdentity identity =
      new InMemoryIdentity(
          storage, new InMemoryIdentity.Means(hasher, opaque, access, revocations), ids, clock);
  private final LocalLogBell bell = new LocalLogBell();
  private final LocalEventBell eventBell = new LocalEventBell();
  private final Followers followers;
  private final Followers eventFollowers;
  private final InMemoryWebhookSender webhookSender = new InMemoryWebhookSender();
  private final AtomicInteger secrets = new AtomicInteger();
  private final BreakableSealer answerSealer = new BreakableSealer();
  private volatile boolean slugsAreLost;
  private volatile OptionalLong requestsPerHour = OptionalLong.empty();
  private volatile Checkout checkout = new NoCheckout();
  private volatile OptionalLong seats = OptionalLong.empty();
  private final AtomicReference<Optional<String>> missingRuntime =
      new AtomicReference<>(Optional.empty());

  private final Optional<RateLimit> addressLimit;

  /**
   * @param addressLimit how much one address may do without a credential that is good
   */
  TestWorld(Followers.Pace pace, Optional<RateLimit> addressLimit) {
    this.addressLimit = addressLimit;
    followers = new Followers(FOLLOWERS, FOLLOWERS, pace);
    eventFollowers = new Followers(FOLLOWERS, FOLLOWERS_OF_ORG, pace);
    // The one process that there is hears of everything.
    rights.heard(rights.ticks() + Duration.ofHours(1).toNanos());
  }

  CofferdamHttp http() {
    Platform platform =
        new Platform(
            HttpLimits.DEFAULT,
            new Edge(
                TrustedProxies.parse("127.0.0.1, 10.0.0.0/8"),
                AllowedOrigins.parse("https://app.example.org")),
            ids,
            new Platform.Retries(
                storage.transactions(),
                storage.idempotency(),
                answerSealer,
                storage.orgs(),
                refusals,
                clock));
    return new CofferdamHttp(
        platform,
        new CofferdamHttp.Door(
            new Authenticate(
                access,
                new LiveSessions(storage.sessions(), rights, clock),
                new KeySignIn(
                    opaque,
                    new KeySignIn.Stores(storage.apiKeys(), storage.serviceTokens()),
                    rights,
                    refusals,
                    uses,
                    clock),
                external()),
            new ResolveOrg(this::orgOf, rights),
            rateLimits()),
        new CofferdamHttp.Features(
            identity(), tenancy(), vault(), keys(), runs(), events(), billing(), audit()));
  }

  private RateLimits rateLimits() {
    return new RateLimits(
        new RateLimiter(storage.tokenBuckets(), clock),
        new OrgRates(storage.ledger(), (org, limit) -> requestsPerHour, clock),
        new RememberedMembers(storage.orgs(), rights),
        new RateLimits.Outside(Optional.empty(), addressLimit));
  }

  /** Writes down when keys and tokens were used, as a server does every few seconds. */
  void writeUses() {
    new WriteCredentialUses(storage.ledger(), uses, storage.apiKeys(), storage.serviceTokens())
        .execute();
  }

  private Optional<OrgId> orgOf(OrgSlug slug) {
    if (slugsAreLost) {
      throw Refusal.unavailable("database_unavailable", "The database can't be reached now.");
    }
    return storage.orgs().idOf(slug);
  }

  /** Whether slugs can't be looked up, as when the database is away. */
  void loseSlugs(boolean lost) {
    slugsAreLost = lost;
  }

  /** How many requests an hour orgs may make that have made none so far; empty for no bound. */
  public void limitRequests(OptionalLong perHour) {
    requestsPerHour = perHour;
  }

  /** What orgs have in the object store. */
  public Contents contents() {
    return new Contents(storage.contents(), sealer, contentSealer, storage.objects(), clock);
  }

  public InMemoryWorld storage() {
    return storage;
  }

  public LocalLogBell bell() {
    return bell;
  }

  /** How many logs are being followed now. */
  int followersNow() {
    return followers.count() + eventFollowers.count();
  }

  /** What answers are sealed with before they are kept. */
  BreakableSealer answerSealer() {
    return answerSealer;
  }

  /** From now on no run is accepted, for this reason; empty lets them in again. */
  public void missRuntime(Optional<String> why) {
    missingRuntime.set(why);
  }

  private static Plan free() {
    return new Plan(
        "free",
        "Free",
        "usd",
        0,
        Map.of(
            Metric.RUNS,
            new Plan.Allowance(BigDecimal.valueOf(100), BigDecimal.ONE, "runs", Optional.empty()),
            Metric.COMPUTE_SECONDS,
            new Plan.Allowance(
                BigDecimal.valueOf(300),
                BigDecimal.valueOf(60),
                "minutes",
                Optional.of(new BigDecimal("0.8")))),
        Map.of());
  }

  /** Where the letters are. */
  public PostOffice post() {
    return identity.post();
  }

  private IdentityUseCases identity() {
    return new IdentityUseCases(
        new IdentityUseCases.Sessions(
            identity.logIn(),
            identity.refreshSession(),
            identity.logOut(),
            identity.listSessions(),
            identity.endSession()),
        new IdentityUseCases.Passwords(identity.forgotPassword(), identity.resetPassword()),
        new IdentityUseCases.Emails(identity.verifyEmail(), identity.resendVerification()),
        new IdentityUseCases.Notifications(
            identity.showNotifications(), identity.setNotifications()),
        new IdentityUseCases.ApiKeys(
            new CreateApiKey(
                gatekeeper,
                storage.ledger(),
                storage.orgs(),
                storage.apiKeys(),
                new OwnAccount(storage.transactions(), storage.users()),
                new CreateApiKey.Means(opaque, ids, clock)),
            new ListApiKeys(storage.apiKeys()),
            new DeleteApiKey(gatekeeper, storage.ledger(), storage.apiKeys(), revocations)),
        new ExchangeToken(
            gatekeeper,
            storage.ledger(),
            externalTokens,
            storage.serviceTokens(),
            opaque,
            refusals,
            clock),
        access);
  }

  private ExternalSignIn external() {
    return new ExternalSignIn(
        storage.transactions(),
        externalTokens,
        storage.externalUsers(),
        rights,
        new PersonalOrgs(founder(), Set.of()),
        ids,
        clock);
  }

  /** Tokens of the issuers {@link #PEOPLE} and {@link #CI}. */
  public InMemoryExternalTokens externalTokens() {
    return externalTokens;
  }

  /** What sessions are shown by. */
  public InMemoryAccessTokens accessTokens() {
    return access;
  }

  private OrgFounder founder() {
    return new OrgFounder(storage.ledger(), storage.orgs(), newOrgs(), ids, clock);
  }

  private NewOrgs newOrgs() {
    return new NewOrgs() {
      @Override
      public void make(OrgId org) {
        sealer.createOrgKey(org);
      }

      @Override
      public String startingPlan() {
        return plans.first().id();
      }

      @Override
      public boolean offers(String plan) {
        return plans.find(plan).isPresent();
      }
    };
  }

  private TenancyUseCases tenancy() {
    OrgFounder founder = founder();
    Roster roster = new Roster(storage.orgs(), storage.members(), revocations);
    return new TenancyUseCases(
        new TenancyUseCases.Registration(
            new SignUp(
                storage.transactions(),
                hasher,
                identity.accounts(),
                identity.signUpNotice(),
                new FirstOrg(
                    founder, newOrgs(), invitations(roster).door(), invitations(roster).invited())),
            new SignUpCheckout((org, plan) -> checkout.begin(org, plan), newOrgs())),
        new ShowCaller(
            gatekeeper, storage.ledger(), storage.transactions(), storage.users(), storage.orgs()),
        identity.changeAccount(),
        new TenancyUseCases.Orgs(
            new CreateOrg(
                new OwnAccount(storage.transactions(), storage.users()), storage.orgs(), founder),
            new ListOrgs(storage.transactions(), storage.orgs()),
            new ShowOrg(gatekeeper, storage.ledger(), storage.orgs()),
            new UpdateOrg(gatekeeper, storage.ledger(), storage.orgs(), revocations, clock),
            new DeleteOrg(gatekeeper, storage.ledger(), storage.orgs(), revocations, clock),
            new UndeleteOrg(gatekeeper, storage.ledger(), storage.orgs(), revocations, clock),
            new TransferOrg(gatekeeper, storage.ledger(), storage.orgs(), roster)),
        new TenancyUseCases.Members(
            new ListMembers(gatekeeper, storage.ledger(), storage.members()),
            new ChangeMemberRole(gatekeeper, storage.ledger(), roster),
            new RemoveMember(gatekeeper, storage.ledger(), roster),
            new LeaveOrg(gatekeeper, storage.ledger(), roster)),
        useCases(invitations(roster)),
        Optional.of(new ClerkWebhook(PEOPLE, CLERK, followDirectory(roster), clock)));
  }

  private InvitationParts invitations(Roster roster) {
    return new InvitationParts(
        storage,
        new InvitationParts.Means(
            gatekeeper, roster, (org, limit) -> seats, opaque, identity.letterBox()),
        ids,
        clock);
  }

  /** Where people pay from now on. */
  void payAt(Checkout another) {
    checkout = another;
  }

  private static TenancyUseCases.Invitations useCases(InvitationParts parts) {
    return new TenancyUseCases.Invitations(
        parts.invite(),
        parts.resend(),
        parts.revoke(),
        parts.list(),
        parts.show(),
        parts.accept(),
        parts.decline());
  }

  /** How many seats every org has from now on; empty for no bound. */
  void limitSeats(OptionalLong perOrg) {
    seats = perOrg;
  }

  private FollowDirectory followDirectory(Roster roster) {
    DirectoryPeople people =
        new DirectoryPeople(storage.externalUsers(), storage.directory(), revocations, ids, clock);
    DirectoryOrgs orgs =
        new DirectoryOrgs(
            storage.ledger(),
            storage.orgs(),
            storage.directory(),
            founder(),
            revocations,
            new DirectoryMembers(storage.members(), roster, people, clock),
            clock);
    return new FollowDirectory(
        storage.transactions(),
        storage.webhookDeliveries(),
        storage.directory(),
        people,
        orgs,
        clock);
  }

  private VaultUseCases vault() {
    return new InMemoryVault(
            storage,
            new InMemoryVault.Means(gatekeeper, sealer, teamIdentities(), ageFiles, ids, clock),
            storage.reveals())
        .useCases(serviceTokens());
  }

  private VaultUseCases.ServiceTokens serviceTokens() {
    return new VaultUseCases.ServiceTokens(
        new CreateServiceToken(
            gatekeeper,
            storage.ledger(),
            new EnvironmentFinder(storage.projects(), storage.tree(), clock),
            storage.serviceTokens(),
            new ProvenAddress(storage.users()),
            new CreateServiceToken.Means(opaque, externalTokens, ids, clock)),
        new ListServiceTokens(
            gatekeeper, storage.ledger(), storage.serviceTokens(), storage.projects()),
        new DeleteServiceToken(gatekeeper, storage.ledger(), storage.serviceTokens(), revocations));
  }

  private KeyUseCases keys() {
    OrgValues values = orgValues();
    return new KeyUseCases(
        new ListOrgKeys(gatekeeper, storage.ledger(), storage.orgKeys(), values),
        new RotateOrgKey(
            gatekeeper,
            storage.ledger(),
            sealer,
            storage.keyRotations(),
            values,
            storage.outbox(),
            new RotateOrgKey.Identity(ids, clock)),
        new ShowKeyRotation(gatekeeper, storage.ledger(), storage.keyRotations()),
        new KeyUseCases.Team(
            new ListTeamRecipients(gatekeeper, teamIdentities()),
            new RotateTeamIdentity(
                gatekeeper, storage.ledger(), storage.teamIdentities(), teamIdentities()),
            new RevealTeamIdentity(gatekeeper, storage.ledger(), teamIdentities(), ageFiles)));
  }

  private TeamIdentities teamIdentities() {
    return new TeamIdentities(storage.ledger(), storage.teamIdentities(), sealer, ageFiles, clock);
  }

  InMemoryAgeFiles ageFiles() {
    return ageFiles;
  }

  private OrgValues orgValues() {
    return new OrgValues(List.of(storage.sealedSecrets(), storage.sealedIdentities()));
  }

  /** Carries all rotations through that were begun, as a worker does. */
  void carryRotationsThrough() {
    MovableClock moving = new MovableClock(clock.instant());
    FinishKeyRotation finish =
        new FinishKeyRotation(
            storage.ledger(),
            storage.orgKeys(),
            sealer,
            orgValues(),
            storage.keyRotations(),
            storage.usage(),
            clock);
    ReencryptOrg reencrypt =
        new ReencryptOrg(
            storage.ledger(),
            storage.orgKeys(),
            sealer,
            orgValues(),
            storage.keyRotations(),
            finish,
            moving);
    for (UnfinishedKeyRotations.Unfinished each : storage.unfinishedKeyRotations().list(100)) {
      try {
        reencrypt.execute(
            new ReencryptOrg.Command(each.org(), each.rotation()),
            worked -> moving.advance(Duration.ofSeconds(5)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private RunUseCases runs() {
    RunPolicy policy =
        new RunPolicy(
            NetworkMode.PROXIED,
            false,
            Duration.ofMinutes(30),
            Resources.DEFAULT,
            16L << 20,
            Set.of("docker.io", "registry.example.com", "ghcr.io"),
            ArtifactPolicy.DEFAULT);
    EnvironmentFinder finder = new EnvironmentFinder(storage.projects(), storage.tree(), clock);
    RunUploads uploads = new RunUploads(storage.uploads(), contents(), UploadPolicy.DEFAULT.used());
    CreatePipeline.RunIdentity identity = new CreatePipeline.RunIdentity(ids, clock);
    RunReach reach = new RunReach(finder, new ReferenceReader(finder, storage.secrets(), sealer));
    RunIntake intake =
        new RunIntake(
            storage.runs(),
            storage.outbox(),
            new RunSources(reach, uploads),
            new RunAdmission(
                missingRuntime::get,
                policy,
                new PlanEntitlements(storage.orgs(), plans),
                storage.runTurns()),
            identity);
    return new RunUseCases(
        new PipelineResource.Pipelines(
            new CreatePipeline(
                gatekeeper,
                storage.ledger(),
                intake,
                new Callbacks(storage.webhooks(), webhookSender)),
            new ShowPipeline(gatekeeper, storage.ledger(), storage.runs()),
            new ListPipelines(gatekeeper, storage.ledger(), storage.runs()),
            new CancelPipeline(
                gatekeeper,
                storage.ledger(),
                storage.runs(),
                bell,
                new RunEnder(storage.ledger(), storage.runs(), storage.usage(), bell, clock)),
            new RetryPipeline(gatekeeper, storage.ledger(), storage.runs(), intake)),
        new ListWorkers(gatekeeper, storage.ledger(), storage.workers(), clock),
        policy,
        new ReadLog(gatekeeper, storage.ledger(), storage.runs(), storage.runLog()),
        new ArtifactResource.Artifacts(
            new ListArtifacts(gatekeeper, storage.ledger(), storage.runs(), storage.artifacts()),
            new FetchArtifact(
                gatekeeper,
                storage.ledger(),
                storage.runs(),
                new ArtifactMeans(storage.artifacts(), contents()))),
        new CreateUpload(
            gatekeeper,
            storage.ledger(),
            new InMemoryArchives(),
            uploads,
            UploadPolicy.DEFAULT,
            identity),
        bell,
        followers,
        clock);
  }

  private EventUseCases events() {
    return new EventUseCases(
        new ReadEvents(gatekeeper, storage.ledger(), storage.auditTrail(), storage.eventFeed()),
        eventBell,
        eventFollowers,
        webhooks(),
        clock);
  }

  private EventUseCases.Webhooks webhooks() {
    WebhookDesk desk =
        new WebhookDesk(gatekeeper, storage.ledger(), storage.webhooks(), webhookSender);
    ReplayDelivery.SenderBell senderBell =
        new ReplayDelivery.SenderBell(storage.transactions(), () -> {});
    return new EventUseCases.Webhooks(
        new CreateWebhookEndpoint(desk, this::newSecret, ids, clock),
        new ListWebhookEndpoints(desk),
        new ShowWebhookEndpoint(desk),
        new ChangeWebhookEndpoint(desk, clock),
        new DeleteWebhookEndpoint(desk),
        new RotateWebhookSecret(desk, this::newSecret, clock),
        new TestWebhookEndpoint(
            desk, storage.deliveries(), InMemoryEventBodies.PLAIN, senderBell, ids, clock),
        new ListDeliveries(desk, storage.deliveries()),
        new ReplayDelivery(desk, storage.deliveries(), senderBell, ids, clock));
  }

  private WebhookSecret newSecret() {
    return WebhookSecret.of(ByteBuffer.allocate(32).putInt(secrets.incrementAndGet()).array());
  }

  /** Carries out what was told, and sends what is due, as a server does all the time. */
  void sendWebhooks() {
    CarryOutEvent carryOut =
        new CarryOutEvent(
            storage.ledger(),
            new CarryOutEvent.Stores(storage.eventFeed(), storage.webhooks(), storage.deliveries()),
            InMemoryEventBodies.PLAIN,
            new ReplayDelivery.SenderBell(storage.transactions(), () -> {}),
            ids,
            clock);
    storage
        .outboxQueue()
        .deliver(
            Set.of(EventFeed.TOLD),
            100,
            event ->
                carryOut.execute(
                    new CarryOutEvent.Command(
                        event.requireOrg(), Long.parseLong(event.subject()))));
    PickDeliveries picking = new PickDeliveries(storage.deliveryQueue(), 100, 100, clock);
    SendDelivery send =
        new SendDelivery(
            storage.ledger(),
            storage.webhooks(),
            storage.deliveries(),
            webhookSender,
            this::newSecret,
            () -> 0,
            clock);
    for (List<DeliveryQueue.Claim> claims = picking.execute();
        !claims.isEmpty();
        claims = picking.execute()) {
      claims.forEach(
          claim -> {
            send.execute(new SendDelivery.Command(claim.line().org(), claim.id()));
            picking.done(claim);
          });
    }
  }

  InMemoryWebhookSender webhookSender() {
    return webhookSender;
  }

  /** Rung by nobody but tests: the ledger in memory tells no bell. */
  LocalEventBell eventBell() {
    return eventBell;
  }

  private BillingUseCases billing() {
    return new BillingUseCases(
        new ShowUsage(gatekeeper, storage.ledger(), storage.usage()),
        new PriceUsage(gatekeeper, storage.ledger(), storage.orgs(), storage.usage(), plans),
        plans,
        clock);
  }

  /** Takes audit checkpoints as a server does every minute. */
  TakeCheckpoints.Outcome takeCheckpoints() {
    return new TakeCheckpoints(
            storage.dueCheckpoints(),
            new TakeCheckpoints.Chains(
                storage.ledger(), storage.auditTrail(), storage.checkpoints()),
            storage.outsideCheckpoints(),
            storage.notary(),
            clock)
        .execute();
  }

  private AuditUseCases audit() {
    return new AuditUseCases(
        new ListAudit(gatekeeper, storage.ledger(), storage.auditTrail(), storage.entryReader()),
        new ExportAudit(gatekeeper, storage.ledger(), storage.auditTrail(), storage.entryReader()),
        new VerifyAudit(
            gatekeeper,
            storage.chainWalk(),
            storage.rowWalk(sealer),
            storage.outsideCheckpoints(),
            storage.notary()),
        new ListCheckpoints(gatekeeper, storage.ledger(), storage.checkpoints()),
        new ShowAuditKeys(storage.notary()));
  }
}
