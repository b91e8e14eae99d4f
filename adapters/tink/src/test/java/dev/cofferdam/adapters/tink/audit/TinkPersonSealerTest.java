package dev.cofferdam.adapters.tink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.access.MasterKeyUnusable;
import dev.cofferdam.adapters.tink.access.MasterKeys;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.InMemoryPersonKeyStore;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.application.audit.port.PersonSealer;
import dev.cofferdam.application.audit.port.PersonSealerContract;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.ids.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TinkPersonSealerTest extends PersonSealerContract {
  private static final UserId ADA = new UserId(new UUID(7, 1));
  private static final UserId BOB = new UserId(new UUID(7, 2));
  private static final byte[] CLEAR = "203.0.113.7".getBytes(StandardCharsets.UTF_8);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final MasterKey master = MasterKeys.fresh();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final PersonKeyStore store = new InMemoryPersonKeyStore(transactions);
  private final PersonSealer sealer = process();

  @Override
  protected PersonSealer newInstallation() {
    InMemoryTransactions others = new InMemoryTransactions();
    return new TinkPersonSealer(
        MasterKeys.fresh(), new InMemoryPersonKeyStore(others), others, clock);
  }

  /** Another process of the same installation. */
  private PersonSealer process() {
    return new TinkPersonSealer(master, store, transactions, clock);
  }

  @Test
  void anotherProcessOpensIt() {
    SealedBytes sealed = sealer.seal(ADA, "k", CLEAR).orElseThrow();

    assertThat(process().open(ADA, "k", sealed)).hasValue(CLEAR);
    assertThat(sealed.ciphertext()).hasSize(CLEAR.length + 33);
  }

  @Test
  void aKeyThatWasMadeInUndoneWorkIsNotUsedAgain() {
    assertThatThrownBy(
            () ->
                transactions.required(
                    () -> {
                      assertThat(sealer.seal(ADA, "k", CLEAR)).isPresent();
                      assertThat(sealer.seal(ADA, "k", CLEAR)).isPresent();
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");

    SealedBytes sealed = sealer.seal(ADA, "k", CLEAR).orElseThrow();

    assertThat(process().open(ADA, "k", sealed)).hasValue(CLEAR);
  }

  @Test
  void aDestructionThatIsUndoneDestroysNothing() {
    SealedBytes sealed = sealer.seal(ADA, "k", CLEAR).orElseThrow();

    assertThatThrownBy(
            () ->
                transactions.required(
                    () -> {
                      sealer.destroy(ADA);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");

    assertThat(sealer.open(ADA, "k", sealed)).hasValue(CLEAR);
    assertThat(process().open(ADA, "k", sealed)).hasValue(CLEAR);
  }

  @Test
  void anotherProcessForgetsADestroyedKeyInTime() {
    PersonSealer elsewhere = process();
    SealedBytes sealed = elsewhere.seal(ADA, "k", CLEAR).orElseThrow();

    sealer.destroy(ADA);
    clock.advance(Duration.ofSeconds(PersonSealer.LAG_SECONDS));

    assertThat(elsewhere.open(ADA, "k", sealed)).isEmpty();
    assertThat(elsewhere.seal(ADA, "k", CLEAR)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackKeepsNoKeyAlive() {
    PersonSealer elsewhere = process();
    SealedBytes sealed = elsewhere.seal(ADA, "k", CLEAR).orElseThrow();

    sealer.destroy(ADA);
    clock.advance(Duration.ofDays(-1));

    assertThat(elsewhere.open(ADA, "k", sealed)).isEmpty();
  }

  @Test
  void aPersonsKeysetDoesNotServeAnother() {
    sealer.seal(ADA, "k", CLEAR);
    transactions.required(() -> store.addFirst(BOB, store.find(ADA).orElseThrow()));

    assertThatThrownBy(() -> process().seal(BOB, "k", CLEAR)).isInstanceOf(SealBroken.class);
  }

  @Test
  void aWrongMasterKeySaysWhichIsNeeded() {
    SealedBytes sealed = sealer.seal(ADA, "k", CLEAR).orElseThrow();
    PersonSealer wrong = new TinkPersonSealer(MasterKeys.fresh(), store, transactions, clock);

    assertThatThrownBy(() -> wrong.open(ADA, "k", sealed))
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining("wrapped by the master key " + master.id());
  }
}
