package dev.cofferdam.application.world;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.InMemoryRevocations;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.billing.PlanEntitlements;
import dev.cofferdam.application.billing.port.InMemoryPlanCatalogue;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.CredentialUses;
import dev.cofferdam.application.identity.ExternalSignIn;
import dev.cofferdam.application.identity.KeySignIn;
import dev.cofferdam.application.identity.LiveSessions;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import dev.cofferdam.application.identity.port.InMemoryAccessTokens;
import dev.cofferdam.application.identity.port.InMemoryExternalTokens;
import dev.cofferdam.application.identity.port.InMemoryOpaqueTokens;
import dev.cofferdam.application.identity.port.InMemoryPasswordHasher;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.runs.RunUploads;
import dev.cofferdam.application.runs.UploadPolicy;
import dev.cofferdam.application.tenancy.DirectoryMembers;
import dev.cofferdam.application.tenancy.DirectoryOrgs;
import dev.cofferdam.application.tenancy.DirectoryPeople;
import dev.cofferdam.application.tenancy.FirstOrg;
import dev.cofferdam.application.tenancy.FollowDirectory;
import dev.cofferdam.application.tenancy.OrgFounder;
import dev.cofferdam.application.tenancy.PersonalOrgs;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.application.vault.EffectiveReader;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.RevealGate;
import dev.cofferdam.application.vault.RevealMemory;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.SecretWriter;
import dev.cofferdam.application.vault.SharedSecretWriter;
import dev.cofferdam.application.vault.port.InMemoryContentSealer;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.metering.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A whole installation without a disk, a network or a clock that moves. */
public final class InMemoryInstallation {
  /** Where people come from who have not signed in. */
  public static final Actor ANYBODY = new Actor.Anonymous(Actor.Origin.INSIDE);

  public static final Plan FREE =
      new Plan(
          "free",
          "Free",
          "usd",
          0,
          Map.of(
              Metric.COMPUTE_SECONDS,
              new Plan.Allowance(
                  BigDecimal.TEN, BigDecimal.valueOf(60), "compute minutes", Optional.empty())),
          Map.of(Limit.MEMBERS, 5L));
  public static final Plan PRO =
      new Plan(
          "pro",
          "Pro",
          "usd",
          1_900,
          Map.of(
              Metric.COMPUTE_SECONDS,
              new Plan.Allowance(
                  BigDecimal.TEN,
                  BigDecimal.valueOf(60),
                  "compute minutes",
                  Optional.of(new BigDecimal("0.5")))),
          Map.of());

  /** An issuer whose people get a personal org. */
  public static final String PEOPLE = "https://people.example";

  /** An issuer whose people get none. */
  public static final String NO_ORGS = "https://staff.example";

  /** An issuer whose tokens are exchanged. */
  public static final String CI = "https://ci.example";

  private final RevealMemory memory = new RevealMemory(1 << 20);
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final InMemoryWorld world = new InMemoryWorld(clock);
  private final Fixtures given = new Fixtures(world);
  private final InMemorySealer sealer = new InMemorySealer(world.orgKeys());
  private final Contents contents =
      new Contents(world.contents(), sealer, new InMemoryContentSealer(), world.objects(), clock);
  private final InMemoryAccessTokens accessTokens = new InMemoryAccessTokens(clock);
  private final InMemoryExternalTokens externalTokens =
      new InMemoryExternalTokens(
          Map.of(PEOPLE, Use.SIGN_IN, NO_ORGS, Use.SIGN_IN, CI, Use.EXCHANGE), clock);
  private final InMemoryOpaqueTokens opaqueTokens = new InMemoryOpaqueTokens();
  private final InMemoryPlanCatalogue plans = new InMemoryPlanCatalogue(List.of(FREE, PRO));
  private final List<Revocation> revoked = new CopyOnWriteArrayList<>();
  private final RightsCache rights = new RightsCache(100, System::nanoTime);
  private final InMemoryRevocations revocations = world.revocations(revoked::add);
  private final FoldedRefusals refusals =
      new FoldedRefusals(world.transactions(), world.auditNotes(), clock);
  private final CredentialUses uses = new CredentialUses(clock);
  private final Gatekeeper gatekeeper = new Gatekeeper(world.orgs(), refusals);
  private final EnvironmentFinder finder =
      new EnvironmentFinder(world.projects(), world.tree(), clock);
  private final PasswordHasher hasher;
  private final IdSource ids;
  private final InMemoryIdentity identity;

  public InMemoryInstallation() {
    this(new SequentialIds(), new InMemoryPasswordHasher());
  }

  public InMemoryInstallation(IdSource ids, PasswordHasher hasher) {
    this.ids = ids;
    this.hasher = hasher;
    this.identity =
        new InMemoryIdentity(
            world,
            new InMemoryIdentity.Means(hasher, opaqueTokens, accessTokens, revocations),
            ids,
            clock);
  }

  /** Somebody who has signed up. */
  public record Member(Actor.SignedIn actor, OrgId org) {}

  /** Signs somebody up under this name, who shows that the address is theirs. */
  public Member member(String name) {
    Member made = unverified(name);
    UserId user = made.actor().user();
    world
        .transactions()
        .required(
            () -> {
              EmailAddress email = world.users().find(user).orElseThrow().email().orElseThrow();
              return world.users().confirmEmail(user, email);
            });
    return made;
  }

  /** Signs somebody up under this name. */
  public Member unverified(String name) {
    SignUp.Outcome made =
        signUp()
            .execute(
                ANYBODY,
                new SignUp.Command(
                    EmailAddress.parse(name + "." + given.word() + "@example.org"),
                    Password.chosen("password", "four random words " + name),
                    PersonName.parse(name)));
    SessionId session = accessTokens.verify(made.tokens().accessToken()).session();
    return new Member(
        new Actor.SignedIn(made.user().id(), session, Actor.Origin.INSIDE), made.org().id());
  }

  /** Signs somebody up who belongs to this org too. */
  public Actor.SignedIn colleague(OrgId org, String name, Role role) {
    Actor.SignedIn actor = member(name).actor();
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.orgs().addMember(org, actor.user(), role, clock.instant());
              return role;
            });
    return actor;
  }

  public Roster roster() {
    return new Roster(world.orgs(), world.members(), revocations);
  }

  public SignUp signUp() {
    return new SignUp(
        world.transactions(), hasher, identity.accounts(), identity.signUpNotice(), firstOrg());
  }

  private FirstOrg firstOrg() {
    InvitationParts parts = invitations();
    return new FirstOrg(founder(), newOrgs(), parts.door(), parts.invited());
  }

  /** The feature identity. */
  public InMemoryIdentity identity() {
    return identity;
  }

  /** Where letters are read. */
  public PostOffice post() {
    return identity.post();
  }

  /** Invitations into orgs, with the seats of their plans. */
  public InvitationParts invitations() {
    return new InvitationParts(
        world,
        new InvitationParts.Means(
            gatekeeper,
            roster(),
            new PlanEntitlements(world.orgs(), plans),
            opaqueTokens,
            identity.letterBox()),
        ids,
        clock);
  }

  public OrgFounder founder() {
    return new OrgFounder(world.ledger(), world.orgs(), newOrgs(), ids, clock);
  }

  /** Sessions, remembered in {@link #rights()} while it hears. */
  public LiveSessions liveSessions() {
    return new LiveSessions(world.sessions(), rights, clock);
  }

  /** Keys and tokens, remembered in {@link #rights()} while it hears. */
  public KeySignIn keySignIn() {
    return new KeySignIn(
        opaqueTokens,
        new KeySignIn.Stores(world.apiKeys(), world.serviceTokens()),
        rights,
        refusals,
        uses,
        clock);
  }

  /** Whoever has a credential of any kind. */
  public Authenticate authenticate() {
    return new Authenticate(accessTokens, liveSessions(), keySignIn(), externalSignIn());
  }

  /** When keys and tokens were used. */
  public CredentialUses uses() {
    return uses;
  }

  public ExternalSignIn externalSignIn() {
    return new ExternalSignIn(
        world.transactions(),
        externalTokens,
        world.externalUsers(),
        rights,
        new PersonalOrgs(founder(), Set.of(NO_ORGS)),
        ids,
        clock);
  }

  /** What the directory of {@link #PEOPLE} says is followed by this. */
  public FollowDirectory followDirectory() {
    DirectoryPeople people =
        new DirectoryPeople(world.externalUsers(), world.directory(), revocations, ids, clock);
    Roster roster = new Roster(world.orgs(), world.members(), revocations);
    DirectoryOrgs orgs =
        new DirectoryOrgs(
            world.ledger(),
            world.orgs(),
            world.directory(),
            founder(),
            revocations,
            new DirectoryMembers(world.members(), roster, people, clock),
            clock);
    return new FollowDirectory(
        world.transactions(), world.webhookDeliveries(), world.directory(), people, orgs, clock);
  }

  public InMemoryExternalTokens externalTokens() {
    return externalTokens;
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

  public SecretWriter writer() {
    return new SecretWriter(world.secrets(), sealer, world.usage(), clock);
  }

  /** Shares a memory with all that are made here. */
  public SharedSecretWriter sharedWriter() {
    return new SharedSecretWriter(world.sharedWrites(), sealer, memory);
  }

  public RevealSecret revealSecret() {
    return revealSecret(world.reveals());
  }

  /** A reveal with a memory of its own. */
  public RevealSecret revealSecret(Reveals reveals) {
    return new RevealSecret(
        gatekeeper,
        gate(reveals),
        finder,
        world.secrets(),
        sealer,
        new RevealMemory(1 << 20),
        references());
  }

  public RevealGate gate(Reveals reveals) {
    return new RevealGate(
        world.ledger(),
        world.auditTrail(),
        world.orgs(),
        reveals,
        world.usage(),
        world.sightings());
  }

  public EffectiveReader reader() {
    return new EffectiveReader(finder, world.secrets());
  }

  public ReferenceReader references() {
    return new ReferenceReader(finder, world.secrets(), sealer);
  }

  public InMemoryWorld world() {
    return world;
  }

  public Fixtures given() {
    return given;
  }

  public MovableClock clock() {
    return clock;
  }

  public IdSource ids() {
    return ids;
  }

  public Contents contents() {
    return contents;
  }

  public RunUploads uploads() {
    return new RunUploads(world.uploads(), contents, UploadPolicy.DEFAULT.used());
  }

  public InMemorySealer sealer() {
    return sealer;
  }

  public InMemoryAccessTokens accessTokens() {
    return accessTokens;
  }

  public InMemoryOpaqueTokens opaqueTokens() {
    return opaqueTokens;
  }

  public PasswordHasher hasher() {
    return hasher;
  }

  public InMemoryPlanCatalogue plans() {
    return plans;
  }

  /** What is remembered; nobody tells it of revocations but tests. */
  public RightsCache rights() {
    return rights;
  }

  public InMemoryRevocations revocations() {
    return revocations;
  }

  /** What was told of by now, oldest first. */
  public List<Revocation> revoked() {
    return List.copyOf(revoked);
  }

  /** Where the gatekeeper's refusals go. */
  public FoldedRefusals refusals() {
    return refusals;
  }

  public Gatekeeper gatekeeper() {
    return gatekeeper;
  }

  public EnvironmentFinder finder() {
    return finder;
  }
}
