package dev.cofferdam.adapters.argon2.identity;

import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with {@link Argon2Cost#OWASP}, 16 bytes of salt and 32 of tag. At most two
 * hashes are made at once, since each takes a processor and 19 MiB; {@link #WAITING} more wait for
 * up to {@link #WAIT}, and who comes beyond that or waited for too long is refused, so that log-ins
 * never take all the threads that answer requests.
 */
public final class Argon2PasswordHasher implements PasswordHasher {
  private static final int AT_ONCE = 2;
  private static final int WAITING = 8;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Semaphore places;
  private final Semaphore line = new Semaphore(AT_ONCE + WAITING);
  private final Duration wait;
  private final PasswordHash decoy;

  public Argon2PasswordHasher() {
    this(new Semaphore(AT_ONCE, true), WAIT);
  }

  Argon2PasswordHasher(Semaphore places, Duration wait) {
    this.places = places;
    this.wait = wait;
    // A tag of chance is the tag of no password, and as costly to compare with as any.
    this.decoy =
        stored(new PhcHash(Argon2Cost.OWASP, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES)));
  }

  @Override
  public PasswordHash hash(Password password) {
    byte[] salt = randomBytes(SALT_BYTES);
    byte[] tag = inTurn(() -> tag(password, Argon2Cost.OWASP, salt, TAG_BYTES));
    return stored(new PhcHash(Argon2Cost.OWASP, salt, tag));
  }

  /** A malformed hash matches nothing; the cost is the one that the hash was made with. */
  @Override
  public boolean matches(Password password, PasswordHash hash) {
    Optional<PhcHash> parsed = PhcHash.parse(hash.phc());
    if (parsed.isEmpty()) {
      return false;
    }
    PhcHash known = parsed.get();
    byte[] tag = inTurn(() -> tag(password, known.cost(), known.salt(), known.tag().length));
    return MessageDigest.isEqual(tag, known.tag());
  }

  @Override
  public PasswordHash decoy() {
    return decoy;
  }

  private byte[] inTurn(Supplier<byte[]> work) {
    if (!line.tryAcquire()) {
      throw tooMany();
    }
    try {
      return atItsTurn(work);
    } finally {
      line.release();
    }
  }

  private byte[] atItsTurn(Supplier<byte[]> work) {
    try {
      if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooMany();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooMany();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static Refusal tooMany() {
    return Refusal.limited(
        "too_many_logins", "Too many passwords are being checked just now; try again in a moment.");
  }

  private static byte[] tag(Password password, Argon2Cost cost, byte[] salt, int length) {
    byte[] secret = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .build());
      byte[] tag = new byte[length];
      generator.generateBytes(secret, tag);
      return tag;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static PasswordHash stored(PhcHash hash) {
    return new PasswordHash(hash.format());
  }
}
