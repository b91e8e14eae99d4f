package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.application.identity.port.ExternalUserStore.Known;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an {@link ExternalUserStore} promises. */
public abstract class ExternalUserStoreContract extends WorldContract {
  private static final EmailAddress ADDRESS = new EmailAddress("ada@example.org");
  private static final EmailAddress OTHER = new EmailAddress("ada.lovelace@example.org");

  @Test
  void findsWhomAnIdentityIs() {
    ExternalIdentity identity = identity();
    User user = user(Optional.of(ADDRESS));

    assertThat(meet(identity)).isEmpty();
    assertThat(add(identity, user)).isTrue();
    assertThat(meet(identity)).contains(new Known(user.id(), false, false));
    assertThat(stored(user)).isEqualTo(user);
  }

  @Test
  void theSameSubjectOfAnotherIssuerIsSomebodyElse() {
    ExternalIdentity identity = identity();
    ExternalIdentity other = new ExternalIdentity("https://other.example", identity.subject());
    User user = user(Optional.of(ADDRESS));
    User second = user(Optional.of(ADDRESS));
    add(identity, user);

    assertThat(meet(other)).isEmpty();
    assertThat(add(other, second)).isTrue();
    assertThat(meet(other)).contains(new Known(second.id(), false, false));
    assertThat(meet(identity)).contains(new Known(user.id(), false, false));
  }

  @Test
  void anAddressLinksNobody() {
    User local = given.newcomer();
    transacting(() -> world.users().add(local, new PasswordHash("$argon2id$x")));
    EmailAddress address = local.email().orElseThrow();
    User external = user(Optional.of(address));

    assertThat(add(identity(), external)).isTrue();
    assertThat(stored(external).email()).contains(address);
    assertThat(inTransaction(() -> world.users().findByEmail(address)).orElseThrow().user())
        .isEqualTo(local);
  }

  @Test
  void anAddressThatAnIssuerSaysIsFreeToLogInWith() {
    User external = user(Optional.of(ADDRESS));
    add(identity(), external);

    assertThat(inTransaction(() -> world.users().findByEmail(ADDRESS))).isEmpty();
    User local =
        new User(new UserId(given.id()), ADDRESS, PersonName.parse("Ada"), false, given.time());
    assertThat(inTransaction(() -> world.users().add(local, new PasswordHash("$argon2id$x"))))
        .isTrue();
  }

  @Test
  void somebodyMayHaveNoAddress() {
    User user = user(Optional.empty());
    add(identity(), user);

    assertThat(stored(user)).isEqualTo(user);
  }

  @Test
  void keepsTheNewestAddressThatTheIssuerSaid() {
    ExternalIdentity identity = identity();
    User user = user(Optional.of(ADDRESS));
    Instant before = given.time();
    add(identity, user);
    Instant later = given.time();

    meet(identity, new Profile(Optional.of(OTHER), true, Optional.empty()), before);
    assertThat(stored(user).email()).contains(ADDRESS);

    meet(identity, new Profile(Optional.of(OTHER), true, Optional.empty()), later);
    assertThat(stored(user).email()).contains(OTHER);
    assertThat(stored(user).emailVerified()).isTrue();

    meet(identity, new Profile(Optional.of(ADDRESS), false, Optional.empty()), before);
    meet(identity, Profile.UNKNOWN, given.time());
    assertThat(stored(user).email()).contains(OTHER);
    assertThat(stored(user).emailVerified()).isTrue();
  }

  @Test
  void twoAtOnceMakeOneUser() {
    ExternalIdentity identity = identity();
    List<Future<Boolean>> attempts =
        IntStream.range(0, 4)
            .mapToObj(i -> user(Optional.of(ADDRESS)))
            .map(user -> elsewhere(() -> add(identity, user)))
            .toList();

    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
    assertThat(meet(identity)).isPresent();
  }

  @Test
  void keepsSubjectsOfAnyScriptUpToTheirGreatestLength() {
    ExternalIdentity identity =
        new ExternalIdentity("https://" + "i".repeat(247), "\uD83D\uDE80".repeat(300));
    User user = user(Optional.empty());

    assertThat(add(identity, user)).isTrue();
    assertThat(meet(identity)).contains(new Known(user.id(), false, false));
  }

  @Test
  void somebodyIsWelcomedOnce() {
    ExternalIdentity identity = identity();
    User user = user(Optional.empty());
    add(identity, user);

    assertThat(inTransaction(() -> world.externalUsers().welcome(identity))).contains(user.name());
    assertThat(inTransaction(() -> world.externalUsers().welcome(identity))).isEmpty();
    assertThat(meet(identity)).contains(new Known(user.id(), false, true));
    assertThat(inTransaction(() -> world.externalUsers().welcome(identity()))).isEmpty();
  }

  @Test
  void somebodyIsDescribedAnew() {
    ExternalIdentity identity = identity();
    User user = user(Optional.of(ADDRESS));
    add(identity, user);
    PersonName name = PersonName.parse("Countess of Lovelace");
    Profile profile = new Profile(Optional.of(OTHER), true, Optional.empty());

    transacting(() -> world.externalUsers().describe(identity, name, profile, given.time()));

    assertThat(stored(user).name()).isEqualTo(name);
    assertThat(stored(user).email()).contains(OTHER);
    assertThat(stored(user).emailVerified()).isTrue();
  }

  @Test
  void whoIsNoMoreIsForgottenAndStaysSo() {
    ExternalIdentity identity = identity();
    User user = user(Optional.of(ADDRESS));
    add(identity, user);
    Profile profile = new Profile(Optional.of(OTHER), true, Optional.empty());

    transacting(
        () -> {
          world.externalUsers().remove(identity, given.time());
          world.externalUsers().describe(identity, PersonName.parse("Ada"), profile, given.time());
        });
    meet(identity, profile, given.time());

    assertThat(meet(identity)).contains(new Known(user.id(), true, false));
    assertThat(stored(user).email()).isEmpty();
    assertThat(stored(user).name()).isEqualTo(new PersonName("Deleted user"));
  }

  private ExternalIdentity identity() {
    return new ExternalIdentity("https://issuer.example", given.word());
  }

  private User user(Optional<EmailAddress> email) {
    return new User(
        new UserId(given.id()), email, PersonName.parse("Ada Lovelace"), false, given.time());
  }

  private User stored(User user) {
    return inTransaction(() -> world.users().find(user.id())).orElseThrow();
  }

  private boolean add(ExternalIdentity identity, User user) {
    Instant now = given.time();
    return inTransaction(() -> world.externalUsers().add(identity, user, now));
  }

  private Optional<Known> meet(ExternalIdentity identity) {
    return meet(identity, Profile.UNKNOWN, given.time());
  }

  private Optional<Known> meet(ExternalIdentity identity, Profile profile, Instant saidAt) {
    return world.externalUsers().meet(identity, profile, saidAt);
  }
}
