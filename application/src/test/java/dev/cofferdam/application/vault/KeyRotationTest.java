package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SealedValues.Resealed;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.KeyRotationStatus;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import dev.cofferdam.domain.vault.SecretName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rotating an org's key from its beginning to its end. */
final class KeyRotationTest {
  private final VaultStage stage = new VaultStage();
  private final OrgValues values = new OrgValues(List.of(stage.world().sealedSecrets()));

  private RotateOrgKey rotateOrgKey() {
    return new RotateOrgKey(
        stage.here.gatekeeper(),
        stage.world().ledger(),
        stage.here.sealer(),
        stage.world().keyRotations(),
        values,
        stage.world().outbox(),
        new RotateOrgKey.Identity(stage.here.ids(), stage.here.clock()));
  }

  private ReencryptOrg reencryptOrg() {
    FinishKeyRotation finish =
        new FinishKeyRotation(
            stage.world().ledger(),
            stage.world().orgKeys(),
            stage.here.sealer(),
            values,
            stage.world().keyRotations(),
            stage.world().usage(),
            stage.here.clock());
    return new ReencryptOrg(
        stage.world().ledger(),
        stage.world().orgKeys(),
        stage.here.sealer(),
        values,
        stage.world().keyRotations(),
        finish,
        stage.here.clock());
  }

  private RotateOrgKey.Outcome begin() {
    return rotateOrgKey().execute(stage.ada.actor(), new RotateOrgKey.Command(stage.ada.org()));
  }

  private void carryThrough(KeyRotation rotation) throws InterruptedException {
    reencryptOrg()
        .execute(
            new ReencryptOrg.Command(rotation.org(), rotation.id()),
            worked -> stage.here.clock().advance(Duration.ofSeconds(1)));
  }

  private KeyRotation shown(KeyRotation rotation) {
    return new ShowKeyRotation(
            stage.here.gatekeeper(), stage.world().ledger(), stage.world().keyRotations())
        .execute(stage.ada.actor(), new ShowKeyRotation.Command(stage.ada.org(), rotation.id()));
  }

  private List<ListOrgKeys.Listed> keys() {
    return new ListOrgKeys(
            stage.here.gatekeeper(), stage.world().ledger(), stage.world().orgKeys(), values)
        .execute(stage.ada.actor(), new ListOrgKeys.Command(stage.ada.org()));
  }

  @Test
  void sealsEverythingAnewAndRetiresTheOldKey() throws InterruptedException {
    stage.put("A", "1", new Expectation.Anything());
    stage.put("A", "2", new Expectation.Anything());
    stage.put("B", "3", new Expectation.Anything());

    RotateOrgKey.Outcome outcome = begin();

    assertThat(outcome.begun()).isTrue();
    assertThat(outcome.rotation().total()).isEqualTo(3);
    assertThat(keys().stream().map(listed -> listed.key().status()))
        .containsExactly(OrgKeyStatus.PRIMARY, OrgKeyStatus.RETIRING);
    assertThat(keys().stream().map(ListOrgKeys.Listed::values)).containsExactly(0L, 3L);
    assertThat(text("A")).isEqualTo("2");

    carryThrough(outcome.rotation());

    KeyRotation done = shown(outcome.rotation());
    assertThat(done.status()).isEqualTo(KeyRotationStatus.DONE);
    assertThat(done.done()).isEqualTo(3);
    assertThat(keys().stream().map(listed -> listed.key().status()))
        .containsExactly(OrgKeyStatus.PRIMARY, OrgKeyStatus.RETIRED);
    assertThat(keys().stream().map(ListOrgKeys.Listed::values)).containsExactly(3L, 0L);
    assertThat(keys().get(0).key().id()).isEqualTo(done.key());
    assertThat(text("A")).isEqualTo("2");
    assertThat(text("B")).isEqualTo("3");
    assertThat(stage.used(Metric.KEY_ROTATIONS)).isEqualTo(BigDecimal.ONE);
    String resource = "key_rotation:" + done.id() + "/" + done.key();
    assertThat(stage.trail()).contains("key.rotate " + resource, "key.retire " + resource);
  }

  @Test
  void isOneAtATime() throws InterruptedException {
    stage.put("A", "1", new Expectation.Anything());
    KeyRotation running = begin().rotation();

    RotateOrgKey.Outcome second = begin();

    assertThat(second.begun()).isFalse();
    assertThat(second.rotation()).isEqualTo(running);
    assertThat(keys()).hasSize(2);
    carryThrough(running);
    assertThat(begin().begun()).isTrue();
  }

  @Test
  void mayBeCarriedThroughTwice() throws InterruptedException {
    stage.put("A", "1", new Expectation.Anything());
    KeyRotation rotation = begin().rotation();

    carryThrough(rotation);
    carryThrough(rotation);

    assertThat(shown(rotation).done()).isEqualTo(1);
    assertThat(stage.used(Metric.KEY_ROTATIONS)).isEqualTo(BigDecimal.ONE);
  }

  @Test
  void goesOnWhereItWasInterrupted() throws InterruptedException {
    stage.put("A", "1", new Expectation.Anything());
    KeyRotation rotation = begin().rotation();
    assertThatThrownBy(
            () ->
                reencryptOrg()
                    .execute(
                        new ReencryptOrg.Command(rotation.org(), rotation.id()),
                        worked -> {
                          throw new InterruptedException();
                        }))
        .isInstanceOf(InterruptedException.class);
    assertThat(shown(rotation).status()).isEqualTo(KeyRotationStatus.RUNNING);

    carryThrough(rotation);

    assertThat(shown(rotation).done()).isEqualTo(1);
    assertThat(text("A")).isEqualTo("1");
  }

  @Test
  void aValueThatDoesNotOpenKeepsTheOldKeyAndHoldsNoOtherUp() throws InterruptedException {
    stage.put("A", "1", new Expectation.Anything());
    stage.put("B", "2", new Expectation.Anything());
    StoredSecret whole = stored("A");
    byte[] bytes = whole.sealed().ciphertext();
    bytes[bytes.length - 1] ^= 1;
    replace(whole, whole.sealed(), SealedBytes.of(bytes));
    KeyRotation rotation = begin().rotation();

    assertThatThrownBy(() -> carryThrough(rotation)).isInstanceOf(SealBroken.class);

    assertThat(shown(rotation).done()).isEqualTo(1);
    assertThat(keys().stream().map(ListOrgKeys.Listed::values)).containsExactly(1L, 1L);
    assertThat(text("B")).isEqualTo("2");
    replace(whole, SealedBytes.of(bytes), whole.sealed());
    carryThrough(rotation);
    assertThat(keys().stream().map(listed -> listed.key().status()))
        .containsExactly(OrgKeyStatus.PRIMARY, OrgKeyStatus.RETIRED);
  }

  @Test
  void isForAdminsAndOwners() {
    Actor member = stage.here.colleague(stage.ada.org(), "Bob", Role.MEMBER);
    Actor admin = stage.here.colleague(stage.ada.org(), "Eve", Role.ADMIN);
    RotateOrgKey.Command command = new RotateOrgKey.Command(stage.ada.org());

    assertThatThrownBy(() -> rotateOrgKey().execute(member, command))
        .isInstanceOf(Refusal.class)
        .extracting(refused -> ((Refusal) refused).code())
        .isEqualTo("forbidden");
    assertThat(keys()).hasSize(1);
    assertThat(rotateOrgKey().execute(admin, command).begun()).isTrue();
  }

  @Test
  void startsTheDurableWork() {
    KeyRotation rotation = begin().rotation();

    assertThat(stage.world().unfinishedKeyRotations().list(10)).hasSize(1);
    int[] launched = {0};
    int found =
        new ReconcileKeyRotations(
                stage.world().unfinishedKeyRotations(),
                (org, id) -> {
                  assertThat(org).isEqualTo(stage.ada.org());
                  assertThat(id).isEqualTo(rotation.id());
                  launched[0]++;
                })
            .execute();
    assertThat(found).isEqualTo(1);
    assertThat(launched[0]).isEqualTo(1);
  }

  @Test
  void anOrgKeyTellsItsStatus() {
    OrgKey key = keys().get(0).key();
    assertThat(key.status()).isEqualTo(OrgKeyStatus.PRIMARY);
    assertThat(key.id().toString()).matches("ok-[0-9a-f]{8}");
  }

  private String text(String name) {
    return stage.reveal(name).value().revealText().orElseThrow();
  }

  private StoredSecret stored(String name) {
    EnvironmentId environment = stage.reveal(name).version().place().environment();
    return stage
        .world()
        .ledger()
        .read(
            Access.ofInstallation(stage.ada.org()),
            () ->
                stage
                    .world()
                    .secrets()
                    .find(stage.ada.org(), environment, new SecretName(name))
                    .orElseThrow());
  }

  private void replace(StoredSecret secret, SealedBytes before, SealedBytes after) {
    stage
        .world()
        .ledger()
        .append(
            Access.ofInstallation(stage.ada.org()),
            () ->
                stage
                    .world()
                    .sealedSecrets()
                    .replace(
                        stage.ada.org(),
                        List.of(new Resealed(secret.version().place(), before, after))));
  }
}
