package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.wiring.OpenVault;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.vault.port.SealedValues.Sealed;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a database keeps of secrets, and what opens of it where. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class KeptSecretsTest {
  @TempDir private Path dataDir;

  @Test
  void openAtTheirOwnPlaceAfterARestartAndAtNoOther() throws Exception {
    Installation installation = Installation.in(dataDir, "process");
    List<OrgId> orgs = new ArrayList<>();
    Tenant ada;
    try (RunningServer server = installation.startHere()) {
      ada = Tenant.register(url(server), "ada@example.com");
      Tenant bob = Tenant.register(url(server), "bob@example.com");
      for (Tenant each : List.of(ada, bob)) {
        seed(each);
        orgs.add(OrgId.parse(each.api().get(each.path("")).path("id").asText()).orElseThrow());
      }
    }

    try (RunningServer server = installation.startHere()) {
      Tenant again = ada.at(url(server));
      assertThat(
              again
                  .api()
                  .get(again.path("projects/shop/envs/prod/secrets/A1"))
                  .path("value")
                  .asText())
          .isEqualTo("A1 second of shop/prod");
    }

    try (OpenVault vault = OpenVault.in(dataDir)) {
      assertNothingOpensElsewhere(vault, orgs);
    }
  }

  private static void seed(Tenant tenant) throws Exception {
    for (String project : List.of("shop", "shop2")) {
      tenant.api().post(tenant.path("projects"), Map.of("name", project));
      for (String environment : List.of("prod", "dev")) {
        String path = tenant.path("projects/" + project + "/envs");
        tenant.api().post(path, Map.of("name", environment));
        String place = project + "/" + environment;
        for (String round : List.of("first", "second")) {
          String lines =
              "A='A %2$s of %1$s'%nA1='A1 %2$s of %1$s'%na='a %2$s of %1$s'%n"
                  .formatted(place, round);
          tenant.api().postText(path + "/" + environment + "/import", lines);
        }
      }
    }
  }

  private static void assertNothingOpensElsewhere(OpenVault vault, List<OrgId> orgs) {
    List<Sealed> rows = new ArrayList<>();
    orgs.forEach(org -> rows.addAll(vault.everything(org)));
    assertThat(rows).hasSize(2 * 2 * 2 * 3 * 2);
    int opened = 0;
    for (Sealed row : rows) {
      for (Sealed other : rows) {
        boolean opens = opens(vault, (SecretPlace) other.place(), row);
        assertThat(opens).as("%s at %s", row.place(), other.place()).isEqualTo(row.equals(other));
        opened += opens ? 1 : 0;
      }
    }
    assertThat(opened).isEqualTo(rows.size());
  }

  private static boolean opens(OpenVault vault, SecretPlace place, Sealed row) {
    try {
      vault.read(place.org(), () -> vault.sealer().open(place, row.bytes()));
      return true;
    } catch (SealBroken elsewhere) {
      return false;
    }
  }

  private static String url(RunningServer server) {
    return "http://127.0.0.1:" + server.port();
  }
}
