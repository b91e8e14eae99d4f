package dev.cofferdam.adapters.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.RevocationsContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevocationTextTest {
  @Test
  void everyKindIsReadAsItWasWritten() {
    List<Revocation> all = RevocationsContract.all();
    Set<Class<?>> kinds = new HashSet<>();
    for (Revocation each : all) {
      assertThat(RevocationText.read(RevocationText.write(each))).contains(each);
      kinds.add(each.getClass());
    }
    assertThat(kinds).containsExactlyInAnyOrder(Revocation.class.getPermittedSubclasses());
  }

  @Test
  void whatAnotherVersionWroteIsNotGuessedAt() {
    String id = "01a1fcbb-2b29-7618-9df0-f565df4880bd";
    List<String> strange =
        List.of(
            "", "session", "session x", "session " + id + " " + id, "member " + id, "team " + id);
    strange.forEach(text -> assertThat(RevocationText.read(text)).as(text).isEmpty());
  }
}
