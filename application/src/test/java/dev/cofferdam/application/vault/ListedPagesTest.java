package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Listing page by page tells what the whole environment is, whatever its branches do to it. */
final class ListedPagesTest {
  private static final List<String> LINE = List.of("base", "mid", "leaf");

  @Property(tries = 60)
  void pagesAreTheWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int limit) {
    Random random = new Random(seed);
    BranchStage stage = new BranchStage();
    stage.create("base");
    stage.branch("base", "mid");
    stage.branch("mid", "leaf");
    List<Instant> moments = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      change(stage, random, LINE.get(random.nextInt(3)), "K" + random.nextInt(12));
      moments.add(stage.tick());
    }
    Instant then = moments.get(random.nextInt(moments.size()));
    for (String environment : LINE) {
      for (Optional<Instant> at : List.of(Optional.<Instant>empty(), Optional.of(then))) {
        for (String prefix : List.of("", "K1", "x")) {
          assertThat(stage.pages(environment, prefix, at, limit))
              .as("%s at %s with %s", environment, at, prefix)
              .isEqualTo(whole(stage, environment, prefix, at));
        }
      }
    }
  }

  private static void change(BranchStage stage, Random random, String environment, String key) {
    boolean isThere =
        stage.list(stage.ada, environment, Optional.empty()).secrets().stream()
            .anyMatch(
                each -> !each.inherited() && each.secret().place().name().value().equals(key));
    if (random.nextInt(3) > 0 || !isThere) {
      stage.put(environment, key, "x");
    } else {
      stage.drop(environment, key, random.nextBoolean() ? SecretChange.HIDE : SecretChange.DELETE);
    }
  }

  private static List<String> whole(
      BranchStage stage, String environment, String prefix, Optional<Instant> at) {
    Access access = Access.ofInstallation(stage.org);
    EffectiveEnvironment<SecretVersion> whole =
        stage
            .world()
            .ledger()
            .read(access, () -> stage.here.reader().names(access, stage.at(environment), at));
    return whole.secrets().values().stream()
        .map(BranchStage::named)
        .filter(each -> each.startsWith(prefix))
        .toList();
  }
}
