package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.ExternalSignIn;
import dev.cofferdam.application.identity.port.ExternalToken;
import dev.cofferdam.application.identity.port.ExternalUserStore;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** People whom other issuers vouch for, from their first request on. */
final class ExternalPeopleTest {
  private static final ExternalIdentity ADA =
      new ExternalIdentity(InMemoryInstallation.PEOPLE, "user_1");

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Authenticate authenticate =
      new Authenticate(
          here.accessTokens(), here.liveSessions(), here.keySignIn(), here.externalSignIn());

  @Test
  void firstSightMakesAUserWithAPersonalOrg() {
    Actor.ByIssuer actor = signIn(token(ADA, Map.of("name", "Ada", "email", "ada@example.org")));

    assertThat(actor.issuer()).isEqualTo(InMemoryInstallation.PEOPLE);
    User user = stored(actor.user());
    assertThat(user.name().value()).isEqualTo("Ada");
    assertThat(user.email().orElseThrow().value()).isEqualTo("ada@example.org");
    assertThat(user.emailVerified()).isFalse();
    List<Membership> orgs = orgsOf(actor);
    assertThat(orgs).extracting(Membership::role).containsExactly(Role.OWNER);
  }

  @Test
  void whoComesAgainIsTheSame() {
    Actor.ByIssuer first = signIn(token(ADA, Map.of()));
    here.clock().advance(Duration.ofMinutes(1));
    Actor.ByIssuer again = signIn(token(ADA, Map.of("email", "ada@example.org")));

    assertThat(again.user()).isEqualTo(first.user());
    assertThat(orgsOf(again)).hasSize(1);
    assertThat(stored(first.user()).email()).isPresent();
  }

  @Test
  void whomADirectoryHasToldOfIsWelcomedAtTheirFirstVisit() {
    User known =
        new User(
            new UserId(here.given().id()),
            Optional.empty(),
            PersonName.parse("Ada"),
            false,
            here.given().time());
    here.world()
        .transactions()
        .required(() -> here.world().externalUsers().add(ADA, known, Instant.EPOCH));

    Actor.ByIssuer actor = signIn(token(ADA, Map.of()));
    assertThat(actor.user()).isEqualTo(known.id());
    assertThat(orgsOf(actor))
        .hasSize(1)
        .first()
        .extracting(each -> each.org().name().value())
        .isEqualTo("Ada's org");
    assertThat(orgsOf(signIn(token(ADA, Map.of("email", "ada@example.org"))))).hasSize(1);
  }

  @Test
  void whoIsNoMoreDoesNotGetIn() {
    signIn(token(ADA, Map.of()));
    here.world()
        .transactions()
        .required(
            () -> {
              here.world().externalUsers().remove(ADA, here.given().time());
              return ADA;
            });

    assertThat(refusalOf(() -> signIn(token(ADA, Map.of()))).code()).isEqualTo("invalid_token");
  }

  @Test
  void anAddressLinksNobody() {
    InMemoryInstallation.Member local = here.member("ada");
    String address = stored(local.actor().user()).email().orElseThrow().value();
    Map<String, Object> claims = Map.of("email", address, "email_verified", true);
    Actor.ByIssuer one = signIn(token(ADA, claims));
    Actor.ByIssuer other =
        signIn(token(new ExternalIdentity(InMemoryInstallation.NO_ORGS, "user_1"), claims));

    assertThat(List.of(local.actor().user(), one.user(), other.user())).doesNotHaveDuplicates();
    assertThat(orgsOf(one)).extracting(each -> each.org().id()).doesNotContain(local.org());
  }

  @Test
  void anIssuerMayBeWithoutPersonalOrgs() {
    Actor.ByIssuer actor =
        signIn(token(new ExternalIdentity(InMemoryInstallation.NO_ORGS, "user_1"), Map.of()));

    assertThat(orgsOf(actor)).isEmpty();
    assertThat(stored(actor.user()).name().value()).isEqualTo("New user");
  }

  @Test
  void twoRequestsAtOnceMakeOneUser() throws Exception {
    String token = token(ADA, Map.of("email", "ada@example.org"));
    ExecutorService others = Executors.newFixedThreadPool(4);
    try {
      List<Future<UserId>> users = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Callable<UserId> request = () -> signIn(token).user();
        users.add(others.submit(request));
      }
      UserId one = users.get(0).get();
      for (Future<UserId> each : users) {
        assertThat(each.get()).isEqualTo(one);
      }
      assertThat(here.world().orgs().of(one)).hasSize(1);
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void whoIsRememberedIsNotAskedFor() {
    CountingStore store = new CountingStore(here.world().externalUsers());
    RightsCache rights = new RightsCache(10, () -> 0);
    ExternalSignIn signIn =
        new ExternalSignIn(
            here.world().transactions(),
            here.externalTokens(),
            store,
            rights,
            (newcomer, name) -> {},
            here.ids(),
            here.clock());
    Authenticate remembering =
        new Authenticate(here.accessTokens(), here.liveSessions(), here.keySignIn(), signIn);
    rights.heard(rights.ticks());
    Actor first = actorOf(remembering, token(ADA, Map.of()));
    store.meetings = 0;

    rights.heard(rights.ticks());
    assertThat(actorOf(remembering, token(ADA, Map.of()))).isEqualTo(first);
    assertThat(store.meetings).as("another token of theirs says the same").isZero();

    rights.heard(rights.ticks());
    assertThat(actorOf(remembering, token(ADA, Map.of("email", "ada@example.org"))))
        .isEqualTo(first);
    assertThat(store.meetings).as("this token says more").isEqualTo(1);

    rights.forget(new Revocation.OfUser(first.person().orElseThrow()));
    assertThat(actorOf(remembering, token(ADA, Map.of()))).isEqualTo(first);
    assertThat(store.meetings).isEqualTo(2);
  }

  private static final class CountingStore implements ExternalUserStore {
    private final ExternalUserStore store;
    private int meetings;

    CountingStore(ExternalUserStore store) {
      this.store = store;
    }

    @Override
    public Optional<Known> meet(
        ExternalIdentity identity, ExternalToken.Profile profile, Instant saidAt) {
      meetings++;
      return store.meet(identity, profile, saidAt);
    }

    @Override
    public boolean add(ExternalIdentity identity, User user, Instant saidAt) {
      return store.add(identity, user, saidAt);
    }

    @Override
    public Optional<PersonName> welcome(ExternalIdentity identity) {
      return store.welcome(identity);
    }

    @Override
    public void describe(
        ExternalIdentity identity, PersonName name, ExternalToken.Profile profile, Instant saidAt) {
      store.describe(identity, name, profile, saidAt);
    }

    @Override
    public void remove(ExternalIdentity identity, Instant at) {
      store.remove(identity, at);
    }
  }

  @Test
  void aTokenForExchangeIsNobodys() {
    String job = token(new ExternalIdentity(InMemoryInstallation.CI, "repo:a/b"), Map.of());

    assertThat(refusalOf(() -> signIn(job)).code()).isEqualTo("invalid_token");
  }

  private String token(ExternalIdentity identity, Map<String, Object> claims) {
    return here.externalTokens().issue(identity, claims, Duration.ofMinutes(10));
  }

  private Actor.ByIssuer signIn(String token) {
    return (Actor.ByIssuer) actorOf(authenticate, token);
  }

  private static Actor actorOf(Authenticate authenticate, String token) {
    return authenticate.execute(new Authenticate.Command(token, Actor.Origin.INSIDE));
  }

  private User stored(UserId id) {
    return here.world().transactions().required(() -> here.world().users().find(id)).orElseThrow();
  }

  private List<Membership> orgsOf(Actor actor) {
    return new ListOrgs(here.world().transactions(), here.world().orgs()).execute(actor);
  }
}
