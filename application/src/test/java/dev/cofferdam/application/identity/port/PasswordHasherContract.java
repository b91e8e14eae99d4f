package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.Password;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordHasher} promises. */
public abstract class PasswordHasherContract {
  private static final Password PASSWORD = typed("tides wear down stone");

  protected abstract PasswordHasher newHasher();

  private static Password typed(String text) {
    return Password.typed("password", text);
  }

  @Test
  void aPasswordMatchesItsHashAlone() {
    PasswordHasher hasher = newHasher();

    PasswordHash hash = hasher.hash(PASSWORD);

    assertThat(hasher.matches(PASSWORD, hash)).isTrue();
    for (String other : List.of("", "tides wear down ston", "Tides wear down stone", "tides\0")) {
      assertThat(hasher.matches(typed(other), hash)).as(other).isFalse();
    }
  }

  @Test
  void everyProcessKnowsTheHash() {
    assertThat(newHasher().matches(PASSWORD, newHasher().hash(PASSWORD))).isTrue();
  }

  @Test
  void hashesAreSalted() {
    PasswordHasher hasher = newHasher();

    assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
  }

  @Test
  void aPasswordIsTheSameFromEveryKeyboard() {
    PasswordHasher hasher = newHasher();

    PasswordHash hash = hasher.hash(typed("Gezeiten übertürmen"));

    assertThat(hasher.matches(typed("Gezeiten u\u0308bertu\u0308rmen"), hash)).isTrue();
  }

  @Test
  void theEndOfALongPasswordCounts() {
    PasswordHasher hasher = newHasher();

    PasswordHash hash = hasher.hash(typed("🔑".repeat(127) + "a"));

    assertThat(hasher.matches(typed("🔑".repeat(127) + "a"), hash)).isTrue();
    assertThat(hasher.matches(typed("🔑".repeat(127) + "b"), hash)).isFalse();
  }

  @Test
  void noPasswordMatchesTheDecoy() {
    PasswordHasher hasher = newHasher();

    assertThat(hasher.decoy()).isEqualTo(hasher.decoy());
    assertThat(hasher.matches(PASSWORD, hasher.decoy())).isFalse();
    assertThat(hasher.matches(typed(""), hasher.decoy())).isFalse();
  }

  @Test
  void nothingMatchesAMalformedHash() {
    PasswordHasher hasher = newHasher();
    String whole = hasher.hash(PASSWORD).phc();
    for (String damaged : List.of("", "$", "$$$$$", whole + "$", "x" + whole, whole + "\n")) {
      assertThat(hasher.matches(PASSWORD, new PasswordHash(damaged))).isFalse();
    }
    assertThat(hasher.matches(PASSWORD, new PasswordHash("$".repeat(100_000)))).isFalse();
  }

  @Test
  void aHashPrintsWithoutItself() {
    assertThat(newHasher().hash(PASSWORD)).hasToString("[REDACTED]");
  }
}
