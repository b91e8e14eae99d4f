package dev.cofferdam.app.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.jose.identity.KeySource;
import dev.cofferdam.adapters.jose.identity.TrustedIssuer;
import dev.cofferdam.app.CofferdamApplication;
import dev.cofferdam.application.identity.port.ExternalTokens.Use;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    assertThat(config.objects().inFolder()).isTrue();
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
            Map.ofEntries(
                entry("DATABASE_URL", "postgresql://app:pw@db.internal/cofferdam"),
                entry("DATABASE_SYSTEM_URL", "postgresql://system:pw@db.internal/cofferdam"),
                entry("TEMPORAL_ADDRESS", "temporal.internal:7233"),
                entry("SMTP_URL", "smtps://user:pw@mail.internal"),
                entry("MAIL_FROM", "cofferdam@example.com"),
                entry("SUPPORT_EMAIL", "help@example.com"),
                entry("S3_ENDPOINT", "https://objects.internal:9000"),
                entry("S3_BUCKET", "cofferdam"),
                entry("S3_ACCESS_KEY", "access"),
                entry("S3_SECRET_KEY", "pw"),
                entry("COFFERDAM_RUNTIME", "docker"),
                entry("COFFERDAM_RUN_SLOTS", "7"),
                entry("COFFERDAM_OPEN_FOR_CLONES", "10.0.0.1:443, forge.internal:8443")));

    assertThat(config.database().embedded()).isFalse();
    assertThat(config.database().toString()).doesNotContain("pw");
    assertThat(config.mail().server().orElseThrow().host()).isEqualTo("mail.internal");
    assertThat(config.mail().sender()).hasToString("cofferdam@example.com");
    assertThat(config.mail().support().orElseThrow()).hasToString("help@example.com");
    assertThat(config.mail().toString()).doesNotContain("pw");
    assertThat(config.objects().inFolder()).isFalse();
    assertThat(config.objects().bucket()).isEqualTo("cofferdam");
    assertThat(config.objects().endpoint()).isEqualTo("https://objects.internal:9000");
    assertThat(config.objects().toString()).doesNotContain("pw");
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
        "S3_REGION | eu-central-1 | wants a bucket (S3_BUCKET)",
        "S3_ENDPOINT | ftp://objects.internal | objects.endpoint must be http(s)://host:port",
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
  void presetsSayWhatIsKnownOfTheirIssuers() throws Exception {
    CofferdamConfiguration config =
        readIssuers(
            """
            [{preset: supabase, url: 'https://abc.supabase.co/'},
             {preset: clerk, url: 'https://clerk.example.com',
              authorizedParties: ['https://app.example.com'], personalOrg: false},
             {preset: github, audiences: ['https://cofferdam.example']},
             {preset: gitlab, audiences: ['https://cofferdam.example']},
             {url: 'https://id.example.com/realms/a', audiences: [cofferdam], algorithms: [ES512]}]
            """);

    List<TrustedIssuer> issuers = config.trustedIssuers();
    assertThat(issuers)
        .extracting(TrustedIssuer::issuer)
        .containsExactly(
            "https://abc.supabase.co/auth/v1",
            "https://clerk.example.com",
            "https://token.actions.githubusercontent.com",
            "https://gitlab.com",
            "https://id.example.com/realms/a");
    assertThat(issuers)
        .extracting(TrustedIssuer::use)
        .containsExactly(Use.SIGN_IN, Use.SIGN_IN, Use.EXCHANGE, Use.EXCHANGE, Use.SIGN_IN);
    assertThat(issuers.get(0).audiences()).containsExactly("authenticated");
    assertThat(issuers.get(0).keys())
        .isEqualTo(
            new KeySource.Published(
                URI.create("https://abc.supabase.co/auth/v1/.well-known/jwks.json"),
                KeySource.USUAL_ALGORITHMS));
    assertThat(issuers.get(1).refusedClaims()).containsEntry("sts", "pending");
    assertThat(issuers.get(4).keys()).isEqualTo(new KeySource.Discovered(Set.of("ES512")));
    assertThat(config.issuers())
        .extracting(IssuerSettings::givesPersonalOrg)
        .containsExactly(true, false, true, true, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{audiences: [a]} | url is missing",
        "{url: 'https://id.example'} | audiences or authorizedParties",
        "{url: 'http://id.example', audiences: [a]} | must be an https address",
        "{url: 'https://id.example', audiences: [a], use: login} | use must be sign-in or exchange",
        "{url: 'https://id.example', audiences: [a], algorithms: [none]} | algorithms must be some of",
        "{url: 'https://id.example', audiences: [a], algorithms: [HS256]} | algorithms must be some of",
        "{url: 'https://id.example', audiences: [a], sharedSecret: short} | at least 32 bytes",
        "{url: 'https://id.example', audiences: [a], sharedSecret: s, jwksUrl: 'https://k.example'} | one or the other",
        "{url: 'https://id.example', audiences: [a], use: exchange, personalOrg: true} | personalOrg is for people",
        "{preset: github, audiences: [a], use: exchange} | follow from the preset",
        "{url: 'http://localhost:8080', audiences: [a]} | this server's own publicUrl"
      })
  void saysWhatIsWrongWithAnIssuer(String issuer, String message) throws Exception {
    CofferdamConfiguration config = readIssuers("[" + issuer + "]");

    assertThatThrownBy(config::trustedIssuers)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("issuers[0] in config.yml: ")
        .hasMessageContaining(message);
  }

  @Test
  void anIssuerIsThereOnceAndOfAKnownPreset() throws Exception {
    String one = "{url: 'https://id.example', audiences: [a]}";
    CofferdamConfiguration twice = readIssuers("[" + one + ", " + one + "]");

    assertThatThrownBy(twice::trustedIssuers)
        .hasMessageContaining("issuers[1]")
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> readIssuers("[{preset: okta, url: 'https://id.example'}]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("issuers.[0].preset");
    assertThatThrownBy(() -> readIssuers("[{url: 'https://id.example', audience: a}]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("issuers.[0].audience");
  }

  @Test
  void clerkMayCallWhereItIsAnIssuer() throws Exception {
    String clerk = "{preset: clerk, url: 'https://clerk.example.com', audiences: [a]}";
    String secret = "whsec_" + "A".repeat(32);
    assertThat(readIssuers("[" + clerk + "]", Map.of()).clerk()).isEmpty();
    assertThat(
            readIssuers("[" + clerk + "]", Map.of("CLERK_WEBHOOK_SECRET", secret))
                .clerk()
                .map(ClerkSettings::issuer))
        .contains("https://clerk.example.com");

    CofferdamConfiguration nobody = readIssuers("[]", Map.of("CLERK_WEBHOOK_SECRET", secret));
    assertThatThrownBy(nobody::clerk)
        .hasMessageContaining("CLERK_WEBHOOK_SECRET")
        .hasMessageContaining("wants one issuer with preset clerk");
    CofferdamConfiguration odd =
        readIssuers("[" + clerk + "]", Map.of("CLERK_WEBHOOK_SECRET", "sesame"));
    assertThatThrownBy(odd::clerk)
        .hasMessageContaining("CLERK_WEBHOOK_SECRET")
        .hasMessageContaining("whsec_")
        .message()
        .doesNotContain("sesame");
  }

  private CofferdamConfiguration readIssuers(String issuers) throws Exception {
    return readIssuers(issuers, Map.of());
  }

  private CofferdamConfiguration readIssuers(String issuers, Map<String, String> environment)
      throws Exception {
    String shipped = Files.readString(SHIPPED);
    Path file = folder.resolve("config.yml");
    Files.writeString(
        file,
        shipped.replace(
            "\nissuers: []\n", "\nissuers: " + issuers.strip().replace("\n", " ") + "\n"));
    return read(file, environment);
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
