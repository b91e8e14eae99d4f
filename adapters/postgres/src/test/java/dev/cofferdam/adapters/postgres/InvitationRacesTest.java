package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.port.InMemoryLetterTemplates;
import dev.cofferdam.application.identity.port.InMemoryOpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.InviteMember;
import dev.cofferdam.application.tenancy.ListInvitations;
import dev.cofferdam.application.tenancy.RevokeInvitation;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InvitationParts;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invitations that several people send or answer at once, on a real database. */
@Tag("full")
class InvitationRacesTest {
  private static final int TIMES = 200;

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final Clock clock = Clock.systemUTC();
  private final JdbiWorld world = new JdbiWorld(DATABASE, clock);
  private final Fixtures given = new Fixtures(world);
  private final SequentialIds ids = new SequentialIds();
  private final RememberedTokens tokens = new RememberedTokens();
  private volatile long seats = Long.MAX_VALUE;
  private final InvitationParts invitations =
      new InvitationParts(
          world,
          new InvitationParts.Means(
              new Gatekeeper(
                  world.orgs(),
                  new FoldedRefusals(world.transactions(), world.auditNotes(), clock)),
              new Roster(world.orgs(), world.members(), world.revocations(revocation -> {})),
              (org, limit) -> OptionalLong.of(seats),
              tokens,
              new LetterBox(
                  new InMemoryLetterTemplates(),
                  world.letters(),
                  world.mutedTopics(),
                  new InMemoryInstanceSealer(),
                  world.outbox(),
                  ids,
                  clock)),
          ids,
          clock);

  /** Tokens whose hashes are hexadecimal, as the database wants them; remembers the newest. */
  private static final class RememberedTokens implements OpaqueTokens {
    private final OpaqueTokens tokens = new InMemoryOpaqueTokens();
    private volatile String newest = "";

    @Override
    public NewToken create(Kind kind) {
      newest = tokens.create(kind).token();
      return new NewToken(newest, hash(kind, newest));
    }

    @Override
    public TokenHash hash(Kind kind, String token) {
      byte[] hash = tokens.hash(kind, token).hex().getBytes(StandardCharsets.UTF_8);
      return new TokenHash(HexFormat.of().formatHex(hash));
    }
  }

  @Test
  void oneOfTwoPeopleWhoUseATokenAtOnceJoins() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      OrgId org = given.org();
      User user = stored(given.newcomer());
      String token = invite(org, addressOf(user));
      Actor other = external(addressOf(user));
      assertThat(
              Race.outcomes(
                  List.of(() -> accept(given.actor(user.id()), token), () -> accept(other, token))))
          .containsExactlyInAnyOrder("done", "invitation_over");
      assertThat(members(org)).isEqualTo(2);
    }
  }

  @Test
  void aTokenThatIsUsedTwiceAtOnceMakesOneMember() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      OrgId org = given.org();
      User user = stored(given.newcomer());
      String token = invite(org, addressOf(user));
      Runnable accepting = () -> accept(given.actor(user.id()), token);
      assertThat(Race.outcomes(List.of(accepting, accepting))).containsExactly("done", "done");
      assertThat(members(org)).isEqualTo(2);
      assertThat(entries(org)).filteredOn("member.add"::equals).hasSize(1);
    }
  }

  @Test
  void acceptingAndDecliningAtOnceIsOneOfBoth() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      OrgId org = given.org();
      User user = stored(given.newcomer());
      String token = invite(org, addressOf(user));
      assertThat(
              Race.outcomes(
                  List.of(
                      () -> accept(given.actor(user.id()), token),
                      () ->
                          invitations
                              .decline()
                              .execute(new Actor.Anonymous(Actor.Origin.INSIDE), token))))
          .containsExactlyInAnyOrder("done", "invitation_over");
    }
  }

  @Test
  void oneOfTwoWhoInviteForTheLastSeatGetsIt() throws Exception {
    seats = 2;
    for (int i = 0; i < TIMES; i++) {
      UserId ada = given.user();
      OrgId org = given.org(ada);
      assertThat(
              Race.outcomes(
                  List.of(
                      () -> invite(org, ada, given.newcomer()),
                      () -> invite(org, ada, given.newcomer()))))
          .containsExactlyInAnyOrder("done", "seats_exhausted");
    }
  }

  @Test
  void oneOfTwoWhoAcceptForTheLastSeatGetsIt() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      seats = 3;
      OrgId org = given.org();
      User bob = stored(given.newcomer());
      User cy = stored(given.newcomer());
      String bobs = invite(org, addressOf(bob));
      String cys = invite(org, addressOf(cy));
      seats = 2;
      assertThat(
              Race.outcomes(
                  List.of(
                      () -> accept(given.actor(bob.id()), bobs),
                      () -> accept(given.actor(cy.id()), cys))))
          .containsExactlyInAnyOrder("done", "seats_exhausted");
      assertThat(members(org)).isEqualTo(2);
    }
  }

  @Test
  void twoWhoInviteTheSameAddressAtOnceMakeOneInvitation() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      UserId ada = given.user();
      OrgId org = given.org(ada);
      User guest = given.newcomer();
      Runnable inviting = () -> invite(org, ada, guest);
      assertThat(Race.outcomes(List.of(inviting, inviting))).containsExactly("done", "done");
      assertThat(list(org, ada)).hasSize(1);
    }
  }

  @Test
  void acceptingWhileItIsRevokedIsOneOfBoth() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      UserId ada = given.user();
      OrgId org = given.org(ada);
      User user = stored(given.newcomer());
      invite(org, ada, user);
      String token = tokens.newest;
      InvitationId id = list(org, ada).get(0).id();
      assertThat(
              Race.outcomes(
                  List.of(
                      () -> accept(given.actor(user.id()), token),
                      () ->
                          invitations
                              .revoke()
                              .execute(given.actor(ada), new RevokeInvitation.Command(org, id)))))
          .containsExactlyInAnyOrder("done", "invitation_over");
    }
  }

  private void accept(Actor actor, String token) {
    invitations.accept().execute(actor, token);
  }

  /** Invites an address and gives the token of the letter. */
  private String invite(OrgId org, EmailAddress email) {
    UserId owner =
        world
            .ledger()
            .read(
                Access.ofInstallation(org),
                () -> world.members().list(org, Optional.empty(), 1).get(0).user());
    invitations
        .invite()
        .execute(given.actor(owner), new InviteMember.Command(org, email, Role.MEMBER));
    return tokens.newest;
  }

  private void invite(OrgId org, UserId by, User guest) {
    invitations
        .invite()
        .execute(given.actor(by), new InviteMember.Command(org, addressOf(guest), Role.MEMBER));
  }

  private List<Invitation> list(OrgId org, UserId by) {
    return invitations
        .list()
        .execute(given.actor(by), new ListInvitations.Command(org, Optional.empty(), 10));
  }

  private User stored(User user) {
    world.transactions().required(() -> world.users().add(user, new PasswordHash("$argon2id$x")));
    return user;
  }

  private Actor external(EmailAddress email) {
    ExternalIdentity identity = new ExternalIdentity("https://people.example", given.word());
    User user =
        new User(
            new UserId(given.id()),
            Optional.of(email),
            PersonName.parse("Zoe"),
            true,
            given.time());
    world
        .transactions()
        .required(() -> world.externalUsers().add(identity, user, user.createdAt()));
    return new Actor.ByIssuer(user.id(), identity.issuer(), Actor.Origin.INSIDE);
  }

  private static EmailAddress addressOf(User user) {
    return user.email().orElseThrow();
  }

  private int members(OrgId org) {
    return world.ledger().read(Access.ofInstallation(org), () -> world.members().count(org));
  }

  private List<String> entries(OrgId org) {
    return world
        .ledger()
        .read(Access.ofInstallation(org), () -> world.auditTrail().oldest(org, 0, 100))
        .stream()
        .map(ChainedEntry::action)
        .toList();
  }
}
