package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.SigningKeyMaker;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.application.identity.port.SigningKeyStore.SigningKey;
import dev.cofferdam.domain.access.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes a new signing key every {@link #PERIOD}, which is published at once and signs after {@link
 * AccessTokens#SIGNS_AFTER}, and removes keys when all that they signed has expired.
 */
public final class RotateSigningKeys {
  public static final Permission NEEDS = Permission.SYSTEM;

  static final Duration PERIOD = Duration.ofDays(30);

  /** After a key's successor was made: until it signs, until the last token expires, and more. */
  static final Duration RETIRED_AFTER =
      AccessTokens.SIGNS_AFTER.plus(AccessTokens.LIFETIME).plus(Duration.ofHours(1));

  private final SigningKeyStore keys;
  private final SigningKeyMaker maker;
  private final Clock clock;

  public RotateSigningKeys(SigningKeyStore keys, SigningKeyMaker maker, Clock clock) {
    this.keys = keys;
    this.maker = maker;
    this.clock = clock;
  }

  public void execute() {
    Instant now = clock.instant();
    Instant due = now.minus(PERIOD);
    if (keys.all().stream().noneMatch(key -> key.createdAt().isAfter(due))) {
      keys.addUnlessNewer(maker.make(), due);
    }
    List<SigningKey> newestFirst = keys.all();
    for (int i = 1; i < newestFirst.size(); i++) {
      Instant succeededAt = newestFirst.get(i - 1).createdAt();
      if (!now.isBefore(succeededAt.plus(RETIRED_AFTER))) {
        keys.remove(newestFirst.get(i).kid());
      }
    }
  }
}
