package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a {@link UserStore} promises. */
public abstract class UserStoreContract extends WorldContract {
  private static final PasswordHash HASH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$x$y");

  @Test
  void findsAUserByIdAndByAddress() {
    User user = given.newcomer();
    assertThat(add(user)).isTrue();
    transacting(
        () -> {
          assertThat(world.users().find(user.id())).contains(user);
          assertThat(world.users().findByEmail(addressOf(user)))
              .contains(new UserStore.Account(user, HASH));
        });
  }

  @Test
  void knowsNobodyElse() {
    add(given.newcomer());
    transacting(
        () -> {
          assertThat(world.users().find(new UserId(given.id()))).isEmpty();
          assertThat(world.users().findByEmail(addressOf(given.newcomer()))).isEmpty();
        });
  }

  @Test
  void keepsNamesAndAddressesOfAnyScript() {
    User user = named(EmailAddress.parse("søren+tag.x@müller.example"), "Søren \uD83D\uDE80 李");
    assertThat(add(user)).isTrue();
    assertThat(inTransaction(() -> world.users().find(user.id()))).contains(user);
  }

  @Test
  void takesAnAddressOnce() {
    User first = given.newcomer();
    User second = named(addressOf(first), "Another");
    add(first);
    assertThat(add(second)).isFalse();
    transacting(
        () -> {
          assertThat(world.users().find(second.id())).isEmpty();
          assertThat(world.users().findByEmail(addressOf(first)).map(UserStore.Account::user))
              .contains(first);
        });
  }

  @Test
  void goesOnInTheTransactionAfterATakenAddress() {
    User first = given.newcomer();
    User third = given.newcomer();
    add(first);
    boolean stored =
        inTransaction(
            () ->
                !world.users().add(named(addressOf(first), "Another"), HASH)
                    && world.users().add(third, HASH));
    assertThat(stored).isTrue();
    assertThat(inTransaction(() -> world.users().find(third.id()))).contains(third);
  }

  @Test
  void tellsAddressesApartThatOnlyLookAlike() {
    User latin = named(EmailAddress.parse("paypal@example.org"), "Latin");
    User cyrillic = named(EmailAddress.parse("p\u0430ypal@example.org"), "Cyrillic");
    assertThat(add(latin)).isTrue();
    assertThat(add(cyrillic)).isTrue();
  }

  @Test
  void givesAnAddressToOneOfTwoWhoAskAtOnce() {
    EmailAddress wanted = addressOf(given.newcomer());
    List<Future<Boolean>> attempts =
        Stream.of("Ada", "Bob", "Cy", "Di")
            .map(name -> elsewhere(() -> add(named(wanted, name))))
            .toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  @Test
  void givesAnAccountAnotherNameAndPassword() {
    User user = given.newcomer();
    User other = given.newcomer();
    add(user);
    add(other);
    PasswordHash changed = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$z$z");
    PersonName name = PersonName.parse("Søren 李");
    transacting(() -> world.users().rename(user.id(), name));
    transacting(() -> world.users().changePassword(user.id(), changed, given.time()));
    assertThat(inTransaction(() -> world.users().findAccount(user.id())))
        .contains(
            new UserStore.Account(
                new User(user.id(), user.email(), name, false, user.createdAt()), changed));
    assertThat(inTransaction(() -> world.users().findAccount(other.id())))
        .contains(new UserStore.Account(other, HASH));
    assertThat(inTransaction(() -> world.users().findAccount(new UserId(given.id())))).isEmpty();
  }

  @Test
  void keepsAPasswordFromBeingChangedUntilTheEnd() {
    User user = given.newcomer();
    add(user);
    PasswordHash changed = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$z$z");
    Future<Boolean> change =
        inTransaction(
            () -> {
              assertThat(world.users().lockAccount(user.id()))
                  .contains(new UserStore.Account(user, HASH));
              Future<Boolean> other =
                  elsewhere(
                      () ->
                          inTransaction(
                              () -> {
                                world.users().changePassword(user.id(), changed, given.time());
                                return true;
                              }));
              assertThat(world.users().findAccount(user.id()).orElseThrow().hash()).isEqualTo(HASH);
              return other;
            });
    assertThat(outcomeOf(change)).isTrue();
    assertThat(inTransaction(() -> world.users().lockAccount(user.id())).orElseThrow().hash())
        .isEqualTo(changed);
    assertThat(inTransaction(() -> world.users().lockAccount(new UserId(given.id())))).isEmpty();
  }

  @Test
  void confirmsTheAddressThatAUserHasOrGetsAnother() {
    User user = given.newcomer();
    add(user);
    assertThat(confirm(user.id(), user.email().orElseThrow())).isTrue();
    assertThat(inTransaction(() -> world.users().find(user.id())))
        .contains(
            new User(user.id(), user.email().orElseThrow(), user.name(), true, user.createdAt()));
    EmailAddress other = given.newcomer().email().orElseThrow();
    assertThat(confirm(user.id(), other)).isTrue();
    transacting(
        () -> {
          assertThat(world.users().findByEmail(user.email().orElseThrow())).isEmpty();
          assertThat(world.users().findByEmail(other).map(UserStore.Account::user))
              .contains(new User(user.id(), other, user.name(), true, user.createdAt()));
        });
  }

  @Test
  void givesNobodyTheAddressOfAnotherAndGoesOn() {
    User first = given.newcomer();
    User second = given.newcomer();
    User third = given.newcomer();
    add(first);
    add(second);
    boolean taken =
        inTransaction(
            () ->
                !world.users().confirmEmail(second.id(), first.email().orElseThrow())
                    && world.users().add(third, HASH));
    assertThat(taken).isTrue();
    assertThat(inTransaction(() -> world.users().find(second.id()))).contains(second);
    assertThat(inTransaction(() -> world.users().find(third.id()))).contains(third);
  }

  @Test
  void givesAConfirmedAddressToOneOfTwoWhoAskAtOnce() {
    EmailAddress wanted = given.newcomer().email().orElseThrow();
    List<User> users = Stream.generate(given::newcomer).limit(4).toList();
    users.forEach(this::add);
    List<Future<Boolean>> attempts =
        users.stream().map(user -> elsewhere(() -> confirm(user.id(), wanted))).toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  private boolean confirm(UserId id, EmailAddress email) {
    return inTransaction(() -> world.users().confirmEmail(id, email));
  }

  @Test
  void isUndoneWithItsTransaction() {
    User user = given.newcomer();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.users().add(user, HASH);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(add(user)).as("the address is free again").isTrue();
  }

  private static EmailAddress addressOf(User user) {
    return user.email().orElseThrow();
  }

  private User named(EmailAddress email, String name) {
    return new User(new UserId(given.id()), email, PersonName.parse(name), false, given.time());
  }

  private boolean add(User user) {
    return inTransaction(() -> world.users().add(user, HASH));
  }
}
