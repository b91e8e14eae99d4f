package dev.cofferdam.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.app.CofferdamApplication;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final Path SHIPPED = Path.of("..", "config.yml");

  @TempDir private Path folder;

  @Test
  void hasADefaultForEverything() throws Exception {
    CofferdamConfiguration config = read(SHIPPED, Map.of());

    assertThat(config.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(config.dataDir()).isAbsolute().endsWithRaw(Path.of("data"));
    assertThat(config.masterKeyFile()).isEqualTo(config.dataDir().resolve("master-key.json"));
    assertThat(config.database().embedded()).isTrue();
    assertThat(config.temporal().embedded()).isTrue();
    assertThat(config.mail().server()).isEmpty();
    assertThat(config.mail().support()).isEmpty();
    assertThat(config.mail().sender()).hasToString("cofferdam@localhost");
    assertThat(config.runs()).isEqualTo(RunSettings.DEFAULT);
  }

  @Test
  void takesSettingsFromTheEnvironment() throws Exception {
    CofferdamConfiguration config =
        read(
            SHIPPED,
            Map.of(
                "DATABASE_URL", "postgresql://app:pw@db.internal/cofferdam",
                "DATABASE_SYSTEM_URL", "postgresql://system:pw@db.internal/cofferdam",
                "TEMPORAL_ADDRESS", "temporal.internal:7233",
                "SMTP_URL", "smtps://user:pw@mail.internal",
                "MAIL_FROM", "cofferdam@example.com",
                "SUPPORT_EMAIL", "help@example.com",
                "COFFERDAM_RUNTIME", "docker",
                "COFFERDAM_RUN_SLOTS", "7",
                "COFFERDAM_OPEN_FOR_CLONES", "10.0.0.1:443, forge.internal:8443"));

    assertThat(config.database().embedded()).isFalse();
    assertThat(config.database().toString()).doesNotContain("pw");
    assertThat(config.mail().server().orElseThrow().host()).isEqualTo("mail.internal");
    assertThat(config.mail().sender()).hasToString("cofferdam@example.com");
    assertThat(config.mail().support().orElseThrow()).hasToString("help@example.com");
    assertThat(config.mail().toString()).doesNotContain("pw");
    assertThat(config.temporal().address()).isEqualTo("temporal.internal:7233");
    assertThat(config.runs().runtime()).isEqualTo("docker");
    assertThat(config.runs().slotsHere()).isEqualTo(7);
    assertThat(config.runs().openHosts())
        .containsExactlyInAnyOrder("10.0.0.1:443", "forge.internal:8443");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATABASE_URL | postgresql://app:pw@db/cofferdam | wants both of url and systemUrl",
        "DATABASE_MIGRATION_URL | postgresql://owner:pw@db/cofferdam | wants both of url and systemUrl",
        "TEMPORAL_ADDRESS | temporal.internal | temporal.address must be host:port",
        "COFFERDAM_PUBLIC_URL | cofferdam.example.com | publicUrl must be an address such as https",
        "COFFERDAM_PUBLIC_URL | https://x.example/?a=b | publicUrl must be an address such as https",
        "SMTP_URL | mail.example.com | mail.smtpUrl is wrong: the SMTP URL must start with smtp://",
        "SMTP_URL | smtp://u:pw@mail.example.com?starttls=off | mail.smtpUrl is wrong: an SMTP password",
        "SMTP_URL | smtps://u:pw@mail.example.com | mail.from must be the address that letters come",
        "MAIL_FROM | Ada <ada@example.com> | mail.from must be an e-mail address, without a name",
        "SUPPORT_EMAIL | support | mail.supportEmail must be an e-mail address",
        "COFFERDAM_RUNTIME | podman | runs.runtime must be auto, docker or process",
        "COFFERDAM_DEFAULT_NETWORK | lan | runs.network must be none, proxied or open",
        "COFFERDAM_DEFAULT_NETWORK | open | network is open, but openNetworkAllowed is false",
        "COFFERDAM_RUN_TIMEOUT_S | 0 | runs.timeoutSeconds must be greater than or equal to 1",
        "COFFERDAM_RUN_TIMEOUT_S | soon | runs.timeoutSeconds",
        "COFFERDAM_RUN_SLOTS | -1 | runs.slots must be greater than or equal to 0",
        "COFFERDAM_LOG_LIMIT_BYTES | 10 | runs.logLimitBytes must be greater than or equal to 4096",
        "COFFERDAM_OPEN_FOR_CLONES | forge.internal | openForClones must be host:port"
      })
  void namesTheFieldThatIsWrong(String variable, String value, String message) {
    assertThatThrownBy(() -> read(SHIPPED, Map.of(variable, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("config.yml")
        .hasMessageContaining(message)
        .message()
        .doesNotContain(":pw@");
  }

  @Test
  void namesAnUnknownSettingAndWhatItMayHaveBeen() throws IOException {
    String shipped = Files.readString(SHIPPED);
    Path file =
        Files.writeString(
            folder.resolve("config.yml"), shipped.replace("\n  slots: ", "\n  slot: "));

    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("runs.slot\n")
        .hasMessageContaining("- slots\n");
  }

  @Test
  void namesTheLineOfWhatIsNoYaml() throws IOException {
    Path file = Files.writeString(folder.resolve("config.yml"), "dataDir: ./data\nruns: [1, 2\n");

    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line: 2");
  }

  private static CofferdamConfiguration read(Path file, Map<String, String> environment)
      throws IOException, ConfigurationException {
    Bootstrap<CofferdamConfiguration> bootstrap = new Bootstrap<>(new CofferdamApplication());
    return bootstrap
        .getConfigurationFactoryFactory()
        .create(
            CofferdamConfiguration.class,
            bootstrap.getValidatorFactory().getValidator(),
            bootstrap.getObjectMapper(),
            "dw-of-this-test")
        .build(
            new SubstitutingSourceProvider(
                new FileConfigurationSourceProvider(), new StringSubstitutor(environment)),
            file.toString());
  }
}
