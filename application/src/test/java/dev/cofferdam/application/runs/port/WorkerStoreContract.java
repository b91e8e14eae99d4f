package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link WorkerStore} promises. */
public abstract class WorkerStoreContract extends WorldContract {
  private Instant now;

  @BeforeEach
  public final void look() {
    now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Test
  void knowsTheLastThatAWorkerSaid() {
    OrgId org = given.org();
    Worker before = new Worker("b", Set.of(), 4, false);
    Worker after = new Worker("b", Set.of(org), 2, true);
    Worker other = new Worker("a", Set.of(), 1, false);
    world.workers().beat(before, now);
    world.workers().beat(other, now);
    world.workers().beat(after, now.plusSeconds(1));
    assertThat(world.workers().since(now))
        .containsExactly(
            new WorkerStore.Seen(other, now), new WorkerStore.Seen(after, now.plusSeconds(1)));
  }

  @Test
  void listsWhoWasHeardOfSinceThen() {
    Worker worker = new Worker("a", Set.of(), 1, false);
    world.workers().beat(worker, now);
    assertThat(world.workers().since(now)).hasSize(1);
    assertThat(world.workers().since(now.plus(Duration.ofMillis(1)))).isEmpty();
  }

  @Test
  void forgetsWhoHasRetired() {
    world.workers().beat(new Worker("a", Set.of(), 1, false), now);
    world.workers().retire("a");
    world.workers().retire("nobody");
    assertThat(world.workers().since(now)).isEmpty();
  }
}
