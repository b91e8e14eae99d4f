package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.vault.SecretName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that are read with those that they are made of. */
final class ReferencesInRevealsTest {
  private final BranchStage stage = new BranchStage();

  @BeforeEach
  void makeEnvironments() {
    stage.create("prod");
    stage.create("live");
    stage.put("live", "PW", "hunter2");
    stage.put("prod", "URL", "<${live.PW}>");
    stage.put("prod", "PLAIN", "plain");
  }

  @Test
  void showsAValueWithWhatItRefersTo() {
    assertThat(stage.value("prod", "URL")).isEqualTo("<hunter2>");
    assertThat(stage.trail(1))
        .containsExactly("secret.reveal secret:shop/prod/URL with shop/live:1@1");
    assertThat(textOf(reveal("URL", true, ""))).isEqualTo("<${live.PW}>");
    assertThat(stage.trail(1)).containsExactly("secret.reveal secret:shop/prod/URL@1");
  }

  /** What is remembered is what was written. */
  @Test
  void showsTheNewestOfWhatItRefersTo() {
    assertThat(stage.value("prod", "URL")).isEqualTo("<hunter2>");
    stage.put("live", "PW", "hunter3");
    assertThat(stage.value("prod", "URL")).isEqualTo("<hunter3>");
    assertThat(stage.value("prod", "URL")).isEqualTo("<hunter3>");
    assertThat(stage.values("prod")).isEqualTo(Map.of("URL", "<hunter3>", "PLAIN", "plain"));
    stage.put("live", "PW", "hunter4");
    assertThat(stage.values("prod")).containsEntry("URL", "<hunter4>");
  }

  @Test
  void givesATagThatCoversWhatItRefersTo() {
    String tag = reveal("URL", false, "").tag();
    assertThat(tag).startsWith("1-");
    int before = stage.trail(1_000).size();
    assertThat(reveal("URL", false, tag)).isEqualTo(new RevealSecret.Outcome.Unchanged(tag));
    assertThat(stage.trail(1_000)).hasSize(before);
    stage.put("prod", "PLAIN", "no concern of it");
    assertThat(reveal("URL", false, tag)).isInstanceOf(RevealSecret.Outcome.Unchanged.class);
    stage.put("live", "PW", "hunter3");
    assertThat(reveal("URL", false, tag)).isInstanceOf(RevealSecret.Outcome.Revealed.class);
    assertThat(reveal("PLAIN", false, "").tag()).isEqualTo("2");
  }

  /** Who wrote a value holds its version, and not what comes of it. */
  @Test
  void takesNoTagOfWhatWasWrittenForOneOfWhatIsRead() {
    stage.put("prod", "ESCAPED", "$${x}");
    for (int i = 0; i < 2; i++) {
      assertThat(textOf(reveal("ESCAPED", false, "1"))).isEqualTo("${x}");
      assertThat(textOf(reveal("URL", false, "1"))).isEqualTo("<hunter2>");
      assertThat(reveal("URL", true, "1")).isEqualTo(new RevealSecret.Outcome.Unchanged("1"));
    }
    String plain = stage.show("prod").tag();
    assertThat(values(false, plain)).isInstanceOf(RevealEnvironment.Outcome.Revealed.class);
    assertThat(values(true, plain)).isInstanceOf(RevealEnvironment.Outcome.Unchanged.class);
  }

  @Test
  void showsAWholeEnvironmentWithWhatItRefersTo() {
    assertThat(stage.values("prod")).isEqualTo(Map.of("URL", "<hunter2>", "PLAIN", "plain"));
    assertThat(stage.trail(1))
        .containsExactly("environment.reveal environment:shop/prod with shop/live:1@2");
    String tag = values(false, "").tag();
    assertThat(tag).startsWith("2-");
    assertThat(values(false, tag)).isInstanceOf(RevealEnvironment.Outcome.Unchanged.class);
    stage.put("live", "PW", "hunter3");
    assertThat(values(false, tag)).isInstanceOf(RevealEnvironment.Outcome.Revealed.class);
  }

  /** The second time from memory, where it leads nowhere else. */
  @Test
  void showsAnEnvironmentThatRefersToItselfTheSameEachTime() {
    stage.create("self");
    stage.put("self", "A", "a-${B}");
    stage.put("self", "B", "b-${C}");
    stage.put("self", "C", "c");
    stage.branch("self", "leaf");
    stage.put("leaf", "C", "leaf");
    for (String environment : List.of("self", "leaf")) {
      String end = environment.equals("self") ? "c" : "leaf";
      RevealEnvironment.Outcome first = values(environment, "");
      assertThat(stage.values(environment))
          .isEqualTo(Map.of("A", "a-b-" + end, "B", "b-" + end, "C", end));
      assertThat(values(environment, "")).isEqualTo(first);
      assertThat(stage.trail(3).stream().distinct()).hasSize(1);
      for (int i = 0; i < 2; i++) {
        assertThat(values(environment, first.tag()))
            .isInstanceOf(RevealEnvironment.Outcome.Unchanged.class);
      }
    }
    String tag = values("leaf", "").tag();
    stage.put("self", "B", "new-${C}");
    assertThat(values("leaf", tag)).isInstanceOf(RevealEnvironment.Outcome.Revealed.class);
    assertThat(stage.values("leaf")).containsEntry("A", "a-new-leaf");
    stage.put("self", "B", "${live.PW}");
    for (int i = 0; i < 2; i++) {
      assertThat(stage.values("leaf")).containsEntry("A", "a-hunter2");
    }
    stage.put("live", "PW", "hunter3");
    assertThat(stage.values("leaf")).containsEntry("A", "a-hunter3");
    stage.put("self", "B", "${NONE}");
    for (int i = 0; i < 2; i++) {
      assertThat(refusalOf(() -> stage.values("leaf")).code()).isEqualTo("unresolved_reference");
    }
  }

  @Test
  void readsInheritedReferencesWhereTheyAreAskedFor() {
    stage.put("prod", "HOST", "prod");
    stage.put("prod", "AT", "at ${HOST}");
    stage.branch("prod", "dev");
    assertThat(stage.value("dev", "AT")).isEqualTo("at prod");
    stage.put("dev", "HOST", "dev");
    assertThat(stage.value("dev", "AT")).isEqualTo("at dev");
    assertThat(stage.trail(1))
        .containsExactly("secret.reveal secret:shop/prod/AT with shop/dev:1, shop/prod:4@1");
    assertThat(stage.revealed(stage.ada, "dev", "AT").tag()).startsWith("0-");
    assertThat(stage.value("prod", "AT")).isEqualTo("at prod");
  }

  @Test
  void showsWhatWasAsItWasWritten() {
    assertThat(stage.past(stage.ada, "prod", "URL", new RevealPastSecret.Moment.AtVersion(1)))
        .isEqualTo("<${live.PW}>");
    assertThat(stage.values(stage.ada, "prod", Optional.of(stage.tick())))
        .containsEntry("URL", "<${live.PW}>");
  }

  @Test
  void namesTheChainOfWhatHasNoValue() {
    stage.put("live", "PW", "${NONE}");
    Refusal one = refusalOf(() -> stage.value("prod", "URL"));
    assertThat(one.code()).isEqualTo("unresolved_reference");
    assertThat(one.detail())
        .isEqualTo("shop/prod/URL -> shop/live/PW -> shop/live/NONE is not there");
    assertThat(refusalOf(() -> stage.values("prod")).errors()).isEqualTo(one.errors()).hasSize(1);
    assertThat(stage.value("prod", "PLAIN")).isEqualTo("plain");
  }

  @Test
  void recordsWhereReferencesLedToThatAreNotForTheCaller() {
    Actor member = stage.here.colleague(stage.org, "Cy", Role.MEMBER);
    stage.protect("live");
    for (String key : List.of("URL", "NOWHERE")) {
      stage.put("prod", "NOWHERE", "${nothing.PW}");
      RevealSecret.Command command =
          new RevealSecret.Command(stage.at("prod"), new SecretName(key), false, tag -> false);
      assertThat(refusalOf(() -> stage.reveal(member, command)).code())
          .isEqualTo("unresolved_reference");
    }
    assertThat(stage.trail(100))
        .contains("secret.read environment:shop/live", "secret.read environment:shop/nothing");
  }

  private RevealSecret.Outcome reveal(String key, boolean raw, String held) {
    return stage.reveal(
        stage.ada,
        new RevealSecret.Command(stage.at("prod"), new SecretName(key), raw, held::equals));
  }

  private RevealEnvironment.Outcome values(String environment, String held) {
    return values(environment, false, held);
  }

  private RevealEnvironment.Outcome values(boolean raw, String held) {
    return values("prod", raw, held);
  }

  private RevealEnvironment.Outcome values(String environment, boolean raw, String held) {
    return stage.reveal(
        stage.ada,
        new RevealEnvironment.Command(
            stage.at(environment),
            RevealEnvironment.Selection.ALL,
            Optional.empty(),
            raw,
            held::equals));
  }

  private static String textOf(RevealSecret.Outcome outcome) {
    return ((RevealSecret.Outcome.Revealed) outcome).secret().value().revealText().orElseThrow();
  }
}
