package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.adapters.tink.access.MasterKeyRotation;
import dev.cofferdam.adapters.tink.access.MasterKeyUnusable;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.wiring.KeyAdministration;
import dev.cofferdam.app.wiring.OpenVault;
import dev.cofferdam.domain.ids.OrgId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with keys, on what a server has written. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class KeyAdministrationTest {
  private static final String SECRET = "projects/shop/envs/prod/secrets/A";

  @TempDir private Path dataDir;
  private Installation installation;
  private Tenant ada;
  private OrgId org;

  @BeforeEach
  void seed() throws Exception {
    installation = Installation.in(dataDir, "process");
    try (RunningServer server = installation.startHere()) {
      ada = Tenant.register(url(server), "ada@example.com");
      ada.api().post(ada.path("projects"), Map.of("name", "shop"));
      ada.api().post(ada.path("projects/shop/envs"), Map.of("name", "prod"));
      ada.api().postText(ada.path("projects/shop/envs/prod/import"), "A=hunter2\n");
      org = OrgId.parse(ada.api().get(ada.path("")).path("id").asText()).orElseThrow();
    }
  }

  /** Ended after each step, as by a crash, and begun again. */
  @Tag("full")
  @Test
  void theMasterKeyIsRotatedStepByStep() throws Exception {
    Path file = dataDir.resolve("master-key.json");
    String before = Files.readString(file);
    String old = inFolder(keys -> keys.masterKeys().primary());

    inFolder(KeyAdministration::add);
    assertServes();
    inFolder(KeyAdministration::promote);
    assertServes();
    assertThat(inFolder(KeyAdministration::retire)).as("still needed").isEmpty();
    assertThat(inFolder(KeyAdministration::rewrap)).isGreaterThanOrEqualTo(5);
    assertThat(inFolder(KeyAdministration::rewrap)).isZero();
    assertServes();
    assertThat(inFolder(KeyAdministration::retire)).containsExactly(old);
    assertServes();

    MasterKeyRotation.Keys left = inFolder(KeyAdministration::masterKeys);
    assertThat(left.ids()).hasSize(1).doesNotContain(old);
    assertThat(inFolder(KeyAdministration::uses)).containsOnlyKeys(left.primary());
    assertTheOldFileIsRefused(file, before, old, left.primary());
  }

  private void assertTheOldFileIsRefused(Path file, String before, String old, String needed)
      throws IOException {
    Files.writeString(file, before);
    assertThatThrownBy(() -> KeyAdministration.open(OpenVault.config(dataDir)).close())
        .isInstanceOf(MasterKeyUnusable.class)
        .hasMessageContaining(needed)
        .hasMessageContaining(old);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aDestroyedKeyOpensNothingAndItsShareIsGone() throws Exception {
    Path share = dataDir.resolve("objects/org-keys");
    assertThat(share).isDirectoryRecursivelyContaining("glob:**" + org + "*");

    assertThat(destroy()).isTrue();
    assertThat(destroy()).isFalse();

    try (RunningServer server = installation.startHere()) {
      Tenant again = ada.at(url(server));
      assertThatThrownBy(() -> again.api().get(again.path(SECRET)))
          .hasMessageContaining("key_destroyed");
      JsonNode audit = again.api().get(again.path("audit?action=key.destroy"));
      assertThat(audit.path("items").size()).isEqualTo(1);
      assertProven(again, 0);
      Tenant.register(url(server), "bob@example.com");
    }
    assertThat(Files.exists(share) && isThere(share)).isFalse();
  }

  private boolean destroy() throws IOException {
    return inFolder(keys -> keys.destroy(org));
  }

  private boolean isThere(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.anyMatch(path -> path.getFileName().toString().contains(org.toString()));
    }
  }

  @Test
  void anotherObjectStoreIsRefused() throws Exception {
    Path objects = dataDir.resolve("objects");
    Path aside = dataDir.resolve("objects-aside");
    Files.move(objects, aside);

    try (ServerInAnotherJvm server = ServerInAnotherJvm.start(installation)) {
      assertThat(server.lastWords()).contains("key shares").doesNotContain("\tat dev.cofferdam");
      assertThat(server.exitCode()).isEqualTo(1);
    }

    if (Files.exists(objects)) {
      Files.move(objects, dataDir.resolve("objects-empty"));
    }
    Files.move(aside, objects);
    assertServes();
  }

  private interface Work<T> {
    T with(KeyAdministration keys);
  }

  private <T> T inFolder(Work<T> work) throws IOException {
    try (KeyAdministration keys = KeyAdministration.open(OpenVault.config(dataDir))) {
      return work.with(keys);
    }
  }

  private void assertServes() throws Exception {
    try (RunningServer server = installation.startHere()) {
      Tenant again = ada.at(url(server));
      assertThat(again.api().get(again.path(SECRET)).path("value").asText()).isEqualTo("hunter2");
      assertProven(again, 1);
    }
  }

  private static void assertProven(Tenant ada, int opened) throws Exception {
    JsonNode verified = ada.api().get(ada.path("audit/verify"));
    assertThat(verified.path("ok").asBoolean()).isTrue();
    assertThat(verified.path("secrets").path("opened").asInt()).isEqualTo(opened);
    assertThat(verified.path("secrets").path("compared").asInt()).isEqualTo(3);
  }

  private static String url(RunningServer server) {
    return "http://127.0.0.1:" + server.port();
  }
}
