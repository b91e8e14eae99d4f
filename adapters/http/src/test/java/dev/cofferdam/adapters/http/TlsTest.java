package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector by itself, with a certificate of its own: what docs/operate/edge.md describes. */
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static DropwizardTestSupport<Configuration> server;
  private static SSLContext trusting;

  /** The routes over a world in memory. */
  public static final class TlsApplication extends Application<Configuration> {
    @Override
    public void run(Configuration configuration, Environment environment) {
      new TestWorld(TestWorld.PACE, Optional.empty())
          .http()
          .install(environment, configuration.getServerFactory());
    }
  }

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("tls.p12");
    makeCertificate(store);
    trusting = trusting(store);
    server =
        new DropwizardTestSupport<>(
            TlsApplication.class,
            "https-test.yml",
            new ResourceConfigurationSourceProvider(),
            ConfigOverride.config(
                "server.applicationConnectors[0].keyStorePath", store.toString()));
    server.before();
  }

  @AfterAll
  static void stop() {
    server.after();
  }

  @Test
  void speaksTlsAndAsksBrowsersToStayWithIt() throws Exception {
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      HttpResponse<String> answer = get(protocol);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  @Test
  void refusesWhatIsTooOld() {
    assertThatThrownBy(() -> get("TLSv1.1")).isInstanceOf(IOException.class);
  }

  @Test
  void isNotTakenForAnybodyElse() {
    HttpClient stranger = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    assertThatThrownBy(() -> stranger.send(request(), HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  private static HttpResponse<String> get(String protocol) throws Exception {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(trusting)
            .sslParameters(parameters)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    return client.send(request(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request() {
    return HttpRequest.newBuilder(
            URI.create("https://127.0.0.1:" + server.getLocalPort() + "/api/v1/plans"))
        .timeout(Duration.ofSeconds(60))
        .build();
  }

  private static void makeCertificate(Path store) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("mykey"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
