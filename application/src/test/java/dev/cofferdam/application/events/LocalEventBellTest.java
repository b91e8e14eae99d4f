package dev.cofferdam.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.Uuid7;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalEventBellTest {
  private final LocalEventBell bell = new LocalEventBell();
  private final OrgId org = new OrgId(Uuid7.of(1, new UUID(1, 1)));
  private final OrgId other = new OrgId(Uuid7.of(2, new UUID(2, 2)));
  private final List<String> heard = new ArrayList<>();

  @Test
  void wakesEverybodyWhoListensToTheOrgAndNobodyElse() {
    bell.listen(org, () -> heard.add("a"));
    bell.listen(org, () -> heard.add("b"));
    bell.listen(other, () -> heard.add("c"));
    bell.ring(org);
    assertThat(heard).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void isSilentForWhoHasLeft() {
    Runnable leave = bell.listen(org, () -> heard.add("a"));
    bell.listen(org, () -> heard.add("b"));
    leave.run();
    leave.run();
    bell.ring(org);
    assertThat(heard).containsExactly("b");
  }
}
