package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link OneAtATime} promises. */
public abstract class OneAtATimeContract extends WorldContract {
  @Test
  void doesTheWork() {
    List<String> done = new ArrayList<>();
    assertThat(world.oneAtATime().run("work", () -> done.add("work"))).isTrue();
    assertThat(world.oneAtATime().run("work", () -> done.add("again"))).isTrue();
    assertThat(done).containsExactly("work", "again");
  }

  @Test
  void doesNotDoWhatSomebodyElseIsDoing() {
    List<Boolean> others = new ArrayList<>();
    boolean done =
        world
            .oneAtATime()
            .run(
                "work",
                () -> {
                  others.add(outcomeElsewhere(() -> world.oneAtATime().run("work", () -> {})));
                  others.add(outcomeElsewhere(() -> world.oneAtATime().run("other", () -> {})));
                });
    assertThat(done).isTrue();
    assertThat(others).containsExactly(false, true);
  }

  @Test
  void isFreeAgainAfterAFailure() {
    assertThatThrownBy(
            () ->
                world
                    .oneAtATime()
                    .run(
                        "work",
                        () -> {
                          throw new IllegalStateException("in the middle");
                        }))
        .hasMessage("in the middle");
    assertThat(world.oneAtATime().run("work", () -> {})).isTrue();
  }

  @Test
  void letsWorkCommitByItself() {
    List<String> seen = new ArrayList<>();
    world
        .oneAtATime()
        .run(
            "work",
            () -> {
              given.org();
              seen.addAll(
                  outcomeElsewhere(
                      () ->
                          world.trailTrimmer().orgs(java.util.Optional.empty(), 10).stream()
                              .map(Object::toString)
                              .toList()));
            });
    assertThat(seen).hasSize(1);
  }
}
