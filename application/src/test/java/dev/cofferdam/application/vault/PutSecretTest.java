package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PutSecretTest {
  private static final Expectation ANYTHING = new Expectation.Anything();
  private static final Expectation ABSENT = new Expectation.Absent();

  private final VaultStage stage = new VaultStage();

  @Test
  void givesAKeyItsFirstValue() {
    stage.here.clock().advance(Duration.ofSeconds(5));
    PutSecret.Outcome outcome = stage.put("API_KEY", "one", ANYTHING);
    assertThat(outcome.created()).isTrue();
    assertThat(outcome.version().place().version()).isEqualTo(1);
    assertThat(outcome.version().updatedBy()).isEqualTo(stage.ada.actor().author());
    assertThat(outcome.version().updatedAt()).isEqualTo(stage.here.clock().instant());
    assertThat(stage.reveal("API_KEY").value()).isEqualTo(SecretValue.ofText("one"));
  }

  @Test
  void givesAKeyItsNextValue() {
    stage.put("API_KEY", "one", ANYTHING);
    PutSecret.Outcome outcome = stage.put("API_KEY", "two", ANYTHING);
    assertThat(outcome.created()).isFalse();
    assertThat(outcome.version().place().version()).isEqualTo(2);
    assertThat(stage.reveal("API_KEY").value()).isEqualTo(SecretValue.ofText("two"));
  }

  @Test
  void writesAtTheExpectedVersionAlone() {
    Expectation first = new Expectation.AtVersion(1);
    assertThat(codeOf(() -> stage.put("API_KEY", "x", first))).isEqualTo("precondition_failed");
    stage.put("API_KEY", "one", ANYTHING);
    assertThat(stage.put("API_KEY", "two", first).version().place().version()).isEqualTo(2);
    assertThat(codeOf(() -> stage.put("API_KEY", "three", first))).isEqualTo("precondition_failed");
    assertThat(stage.reveal("API_KEY").value()).isEqualTo(SecretValue.ofText("two"));
  }

  @Test
  void writesANewKeyAloneWhereNoneIsExpected() {
    assertThat(stage.put("API_KEY", "one", ABSENT).created()).isTrue();
    assertThat(codeOf(() -> stage.put("API_KEY", "two", ABSENT))).isEqualTo("precondition_failed");
    assertThat(stage.reveal("API_KEY").value()).isEqualTo(SecretValue.ofText("one"));
  }

  @Test
  void recordsAndMetersWhatItWroteAndNothingElse() {
    stage.put("API_KEY", "one", ANYTHING);
    stage.put("API_KEY", "two", ANYTHING);
    codeOf(() -> stage.put("API_KEY", "three", ABSENT));
    List<String> trail = stage.trail();
    assertThat(trail.subList(2, trail.size()))
        .containsExactly(
            "secret.write secret:shop/prod/API_KEY@1", "secret.write secret:shop/prod/API_KEY@2");
    assertThat(stage.used(Metric.SECRET_WRITES)).isEqualByComparingTo("2");
  }

  @Test
  void storesNoValueInClear() {
    String value = "a value that would be noticed";
    PutSecret.Outcome outcome = stage.put("API_KEY", value, ANYTHING);
    byte[] stored =
        stage
            .world()
            .ledger()
            .read(
                Access.ofInstallation(stage.ada.org()),
                () ->
                    stage
                        .world()
                        .secrets()
                        .find(outcome.version().place())
                        .orElseThrow()
                        .sealed()
                        .ciphertext());
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(value);
  }

  @Test
  void refusesUnknownPlaces() {
    EnvironmentFinder.Address project = VaultStage.address(stage.ada.org(), "nowhere", "prod");
    EnvironmentFinder.Address environment = VaultStage.address(stage.ada.org(), "shop", "dev");
    assertThat(codeOf(() -> put(project))).isEqualTo("project_not_found");
    assertThat(codeOf(() -> put(environment))).isEqualTo("environment_not_found");
  }

  @Test
  void takesANoteOfAThousandCharacters() {
    SecretName name = new SecretName("API_KEY");
    SecretValue value = SecretValue.ofText("x");
    String longest = "\uD83D\uDE80".repeat(1_000);
    assertThat(new PutSecret.Command(stage.prod, name, value, longest, ANYTHING).note())
        .isEqualTo(longest);
    Refusal refusal =
        refusalOf(() -> new PutSecret.Command(stage.prod, name, value, longest + "x", ANYTHING));
    assertThat(refusal.errors()).extracting(Refusal.FieldError::field).containsExactly("note");
  }

  @Test
  void printsNoValue() {
    PutSecret.Command command =
        new PutSecret.Command(
            stage.prod, new SecretName("API_KEY"), SecretValue.ofText("sesame"), "", ANYTHING);
    assertThat(command.toString()).doesNotContain("sesame").contains("[REDACTED]");
  }

  private PutSecret.Outcome put(EnvironmentFinder.Address address) {
    return stage
        .putSecret()
        .execute(
            stage.ada.actor(),
            new PutSecret.Command(
                address, new SecretName("API_KEY"), SecretValue.ofText("x"), "", ANYTHING));
  }
}
