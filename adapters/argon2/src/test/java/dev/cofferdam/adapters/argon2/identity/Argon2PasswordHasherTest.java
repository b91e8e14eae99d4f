package dev.cofferdam.adapters.argon2.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.identity.port.PasswordHasherContract;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.Password;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Argon2PasswordHasherTest extends PasswordHasherContract {
  private static final Password PASSWORD = Password.typed("password", "password");

  private final PasswordHasher hasher = newHasher();

  @Override
  protected PasswordHasher newHasher() {
    return new Argon2PasswordHasher();
  }

  /** RFC 9106, section 5.3. */
  @Test
  void theLibraryComputesTheVectorOfTheRfc() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(HexFormat.of().parseHex("02".repeat(16)))
            .withSecret(HexFormat.of().parseHex("03".repeat(8)))
            .withAdditional(HexFormat.of().parseHex("04".repeat(12)))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(HexFormat.of().parseHex("01".repeat(32)), tag);

    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  /** From the tests of the reference implementation, {@code phc-winner-argon2/src/test.c}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void hashesOfTheReferenceImplementationMatch(String phc) {
    assertThat(hasher.matches(PASSWORD, new PasswordHash(phc))).isTrue();
    assertThat(hasher.matches(Password.typed("password", "Password"), new PasswordHash(phc)))
        .isFalse();
  }

  @Test
  void newHashesAndTheDecoyCostWhatOwaspAdvises() {
    String shape = "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}";

    assertThat(hasher.hash(PASSWORD).phc()).matches(shape);
    assertThat(hasher.decoy().phc()).matches(shape);
  }

  /** Each has the right tag for its parameters' place, or asks for more than we pay. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgL",
        "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=5$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$2y$10$abcdefghijklmnopqrstuuN7vZPq0vKJqYQ0mE5cOQx5c5cOQx5c5"
      })
  void malformedForeignAndRuinousHashesMatchNothing(String phc) {
    assertThat(hasher.matches(PASSWORD, new PasswordHash(phc))).isFalse();
  }

  @Test
  void whoFindsNoPlaceInTimeIsRefused() {
    Semaphore places = new Semaphore(1, true);
    PasswordHasher busy = new Argon2PasswordHasher(places, Duration.ofMillis(50));
    PasswordHash hash = busy.hash(PASSWORD);
    places.acquireUninterruptibly();

    assertRefused(() -> busy.hash(PASSWORD));
    assertRefused(() -> busy.matches(PASSWORD, hash));

    places.release();
    assertThat(busy.matches(PASSWORD, hash)).isTrue();
    assertThat(places.availablePermits()).isEqualTo(1);
  }

  @Test
  void whoFindsAPlaceInTimeIsServed() throws InterruptedException {
    Semaphore places = new Semaphore(1, true);
    PasswordHasher busy = new Argon2PasswordHasher(places, Duration.ofMinutes(1));
    places.acquireUninterruptibly();
    Thread other =
        new Thread(
            () -> {
              while (!places.hasQueuedThreads()) {
                Thread.onSpinWait();
              }
              places.release();
            });
    other.start();

    assertThat(busy.hash(PASSWORD).phc()).startsWith("$argon2id$");
    other.join();
  }

  /** So that no more than ten of the threads that answer requests are at it. */
  @Test
  void whoFindsEightWaitingIsRefusedAtOnce() throws InterruptedException {
    Semaphore places = new Semaphore(0, true);
    PasswordHasher busy = new Argon2PasswordHasher(places, Duration.ofMinutes(1));
    List<Thread> waiting =
        Stream.generate(() -> new Thread(() -> busy.hash(PASSWORD))).limit(10).toList();
    waiting.forEach(Thread::start);
    while (places.getQueueLength() < 10) {
      Thread.onSpinWait();
    }

    assertRefused(() -> busy.hash(PASSWORD));
    assertThat(places.getQueueLength()).isEqualTo(10);

    places.release(1);
    for (Thread one : waiting) {
      one.join();
    }
    assertThat(busy.hash(PASSWORD).phc()).startsWith("$argon2id$");
  }

  @Test
  void whoIsInterruptedIsRefusedAndStaysInterrupted() {
    PasswordHasher busy = new Argon2PasswordHasher(new Semaphore(0), Duration.ofMinutes(1));
    Thread.currentThread().interrupt();

    assertRefused(() -> busy.hash(PASSWORD));
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void assertRefused(Runnable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call::run);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.LIMITED);
    assertThat(refusal.code()).isEqualTo("too_many_logins");
  }
}
