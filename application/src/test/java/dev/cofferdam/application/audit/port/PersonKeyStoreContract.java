package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a {@link PersonKeyStore} promises. */
public abstract class PersonKeyStoreContract extends WorldContract {
  @Test
  void knowsNoKeyAtFirst() {
    assertThat(find(person())).isEmpty();
  }

  @Test
  void keepsTheFirstKeyOfEachPerson() {
    UserId ada = person();
    UserId bob = person();
    PersonKeyStore.Key first = key();
    assertThat(addFirst(ada, first)).contains(first);
    assertThat(addFirst(ada, key())).contains(first);
    assertThat(find(ada)).contains(first);
    assertThat(find(bob)).isEmpty();
    PersonKeyStore.Key other = key();
    assertThat(addFirst(bob, other)).contains(other);
    assertThat(find(ada)).contains(first);
  }

  @Test
  void destroysAKeyForGood() {
    UserId ada = person();
    UserId bob = person();
    addFirst(ada, key());
    PersonKeyStore.Key bobs = key();
    addFirst(bob, bobs);
    transacting(() -> world.personKeys().destroy(ada));
    assertThat(find(ada)).isEmpty();
    assertThat(addFirst(ada, key())).isEmpty();
    assertThat(find(ada)).isEmpty();
    transacting(() -> world.personKeys().destroy(ada));
    assertThat(find(bob)).contains(bobs);
  }

  @Test
  void putsAKeyThatWasWrappedAnewInItsPlace() {
    UserId ada = person();
    PersonKeyStore.Key old = key();
    addFirst(ada, old);
    PersonKeyStore.Key anew = new PersonKeyStore.Key("mk-anew", old.keyset());
    assertThat(world.personKeys().notWrappedBy("mk-anew", 10)).containsExactly(ada);
    assertThat(world.personKeys().notWrappedBy(old.masterKeyId(), 10)).isEmpty();

    transacting(() -> world.personKeys().replace(ada, key(), anew));
    assertThat(find(ada)).contains(old);
    transacting(() -> world.personKeys().replace(ada, old, anew));
    assertThat(find(ada)).contains(anew);
    assertThat(world.personKeys().notWrappedBy("mk-anew", 10)).isEmpty();

    transacting(() -> world.personKeys().destroy(ada));
    transacting(() -> world.personKeys().replace(ada, anew, old));
    assertThat(find(ada)).isEmpty();
    assertThat(world.personKeys().notWrappedBy("x", 10)).isEmpty();
  }

  @Test
  void letsNoKeyBeMadeForWhoWasErasedWithoutOne() {
    UserId ada = person();
    transacting(() -> world.personKeys().destroy(ada));
    assertThat(addFirst(ada, key())).isEmpty();
    assertThat(find(ada)).isEmpty();
  }

  @Test
  void takesPartInTheTransaction() {
    UserId ada = person();
    PersonKeyStore.Key first = key();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      assertThat(world.personKeys().addFirst(ada, first)).contains(first);
                      assertThat(world.personKeys().find(ada)).contains(first);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(find(ada)).isEmpty();
  }

  @Test
  void isFoundInsideOfARead() {
    UserId ada = person();
    PersonKeyStore.Key first = key();
    addFirst(ada, first);
    assertThat(read(given.org(), () -> world.personKeys().find(ada))).contains(first);
  }

  @Test
  void makesAllWhoStartAtOnceAgree() {
    UserId ada = person();
    List<Future<Optional<PersonKeyStore.Key>>> starts =
        Stream.generate(this::key)
            .limit(4)
            .map(key -> elsewhere(() -> addFirst(ada, key)))
            .toList();
    List<Optional<PersonKeyStore.Key>> agreed =
        starts.stream().map(WorldContract::outcomeOf).distinct().toList();
    assertThat(agreed).containsExactly(find(ada));
    assertThat(find(ada)).isPresent();
  }

  private Optional<PersonKeyStore.Key> find(UserId person) {
    return world.personKeys().find(person);
  }

  private Optional<PersonKeyStore.Key> addFirst(UserId person, PersonKeyStore.Key key) {
    return inTransaction(() -> world.personKeys().addFirst(person, key));
  }

  private UserId person() {
    return new UserId(given.id());
  }

  private PersonKeyStore.Key key() {
    byte[] wrapped = ("\0\u00ff" + given.word()).getBytes(StandardCharsets.ISO_8859_1);
    return new PersonKeyStore.Key("mk-" + given.word(), SealedBytes.of(wrapped));
  }
}
