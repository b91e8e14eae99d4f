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
      strings = {"", "org:1", "secret:shop/prod/A@1", "secret:a.b/c/D@9223372036854775807"})
  void namesThingsWithTheirVersion(String resource) {
    assertThat(AuditEntry.allowed(INSIDE, "a.b", resource).resource()).isEqualTo(resource);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user:ada@example.org",
        "ada@localhost",
        "invitation:ada@[10.0.0.1]",
        "ada@1.example.org",
        "secret:A@",
        "secret:A@1@2",
        "secret:A@1 ",
        "secret:A@\u0661"
      })
  void hasNoRoomForAnEmailAddress(String resource) {
    assertThatThrownBy(() -> AuditEntry.allowed(INSIDE, "a.b", resource))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("resource");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "secret.", ".read", "Secret.read", "a.b.c", "a.b\n", "a b.c"})
  void refusesOtherActions(String action) {
    assertThatThrownBy(() -> AuditEntry.allowed(INSIDE, action, "x")).isInstanceOf(Refusal.class);
  }
}
