package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RevealSecretTest {
  private final VaultStage stage = new VaultStage();

  @Test
  void showsTheNewestValueWithItsVersion() {
    SecretVersion first = put("API_KEY", "one");
    SecretVersion second = put("API_KEY", "two");
    assertThat(stage.reveal("API_KEY"))
        .isEqualTo(new RevealedSecret(second, SecretValue.ofText("two"), Optional.empty()));
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void recordsAndMetersEveryReveal() {
    put("API_KEY", "one");
    stage.reveal("API_KEY");
    stage.reveal("API_KEY");
    List<String> trail = stage.trail();
    assertThat(trail.subList(3, trail.size()))
        .containsExactly(
            "secret.reveal secret:shop/prod/API_KEY@1", "secret.reveal secret:shop/prod/API_KEY@1");
    assertThat(stage.used(Metric.SECRET_READS)).isEqualByComparingTo("2");
  }

  @Test
  void refusesAKeyWithoutAValueAndRecordsNoReveal() {
    List<String> before = stage.trail();
    assertThat(codeOf(() -> stage.reveal("API_KEY"))).isEqualTo("secret_not_found");
    assertThat(stage.trail()).isEqualTo(before);
    assertThat(stage.used(Metric.SECRET_READS)).isEqualByComparingTo("0");
  }

  @Test
  void givesNothingAwayThatWasMovedToAnotherKey() {
    SecretVersion one = put("ONE", "one");
    SecretPlace place = one.place();
    SealedBytes sealed =
        stage
            .world()
            .ledger()
            .read(
                Access.ofInstallation(stage.ada.org()),
                () -> stage.world().secrets().find(place).orElseThrow().sealed());
    SecretPlace moved =
        new SecretPlace(
            place.org(), place.project(), place.environment(), new SecretName("TWO"), 1);
    StoredSecret forged =
        new StoredSecret(
            new SecretVersion(moved, SecretChange.SET, "", one.updatedBy(), one.updatedAt()),
            sealed);
    stage
        .world()
        .ledger()
        .append(
            Access.ofInstallation(stage.ada.org()),
            () -> {
              stage.here.given().put(forged);
              return forged;
            });
    assertThatThrownBy(() -> stage.reveal("TWO")).isInstanceOf(SealBroken.class);
  }

  @Test
  void printsNoValue() {
    put("API_KEY", "sesame");
    assertThat(stage.reveal("API_KEY").toString()).doesNotContain("sesame").contains("[REDACTED]");
  }

  private SecretVersion put(String name, String value) {
    return stage.put(name, value, new Expectation.Anything()).version();
  }
}
