package dev.cofferdam.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditEntryTest {
  private static final Actor INSIDE = new Actor.Installation("runs", Actor.Origin.INSIDE);

  @Test
  void isNamedByNounAndVerb() {
    AuditEntry entry = AuditEntry.allowed(INSIDE, "org_key.rotate", "org:1");
    assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "secret.", ".read", "Secret.read", "a.b.c", "a.b\n", "a b.c"})
  void refusesOtherActions(String action) {
    assertThatThrownBy(() -> AuditEntry.allowed(INSIDE, action, "x")).isInstanceOf(Refusal.class);
  }
}
