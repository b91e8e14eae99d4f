package dev.cofferdam.app.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Client;
import dev.cofferdam.adapters.http.Contract;
import dev.cofferdam.adapters.http.KeptFile;
import dev.cofferdam.adapters.http.Site;
import dev.cofferdam.adapters.mail.identity.LetterFolder;
import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.adapters.postgres.Migrations;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresServer;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresSettings;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.wiring.OpenVault;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The whole server, with nothing replaced: PostgreSQL, Temporal, Tink, Argon2, letters in a folder,
 * and an issuer whose keys it fetches. Nothing limits its requests, and no worker takes its runs
 * up.
 */
final class WholeSite implements Site, AutoCloseable {
  private static final String AUDIENCE = "cofferdam";
  private static final String CLERK_SECRET =
      "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

  private final JwksServer issuer = new JwksServer();
  private final ECKey key = JwksServer.key("first");
  private final EmbeddedPostgresServer postgres;
  private final RunningServer server;
  private final Jdbi database;
  private final LetterFolder letters;
  private final OpenVault vault;
  private final Contract contract;
  private final HttpClient http = HttpClient.newHttpClient();

  WholeSite(Path folder) throws Exception {
    issuer.publish(key.toPublicJWK());
    Path data = Files.createDirectories(folder.resolve("data"));
    Installation installation = Installation.in(data, "process");
    postgres =
        EmbeddedPostgresServer.start(EmbeddedPostgresSettings.in(data, Duration.ofSeconds(15)));
    new Migrations(postgres.owner()).run();
    database = Jdbi.create(superuser().jdbc(), superuser().user(), superuser().password());
    letters = new LetterFolder(data);
    server =
        installation
            .with("plans", unlimited(folder).toString())
            .with("trustedProxies", "127.0.0.1")
            .with("requests.personPerHour", "0")
            .with("requests.addressPerMinute", "0")
            .with("clerkWebhookSecret", CLERK_SECRET)
            .with("database.url", TwoNodesTest.urlOf(postgres.app()))
            .with("database.systemUrl", TwoNodesTest.urlOf(postgres.system()))
            .with("runs.embeddedWorker", "false")
            .startHere(configuration(folder).toString());
    vault =
        OpenVault.in(
            data, TwoNodesTest.urlOf(postgres.app()), TwoNodesTest.urlOf(postgres.system()));
    contract = new Contract(get("/openapi.json").body());
  }

  private DatabaseUrl superuser() {
    String app = postgres.app().jdbc().replaceFirst("\\?.*", "");
    return postgres.superuser(app.substring(app.lastIndexOf('/') + 1));
  }

  private static Path unlimited(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("plans.yml"),
        """
        currency: usd
        plans:
          - {id: free, name: Free, base_minor: 0, limits: {}, allowances: {}}
        """);
  }

  private Path configuration(Path folder) throws IOException {
    String issuers =
        """
        issuers:
          - {url: %1$s/people, jwksUrl: %1$s/keys, audiences: [%2$s]}
          - {url: %1$s/jobs, jwksUrl: %1$s/keys, audiences: [%2$s], use: exchange}
          - {preset: clerk, url: %1$s, authorizedParties: [https://app.example]}
        """
            .formatted(issuer.url(), AUDIENCE);
    String usual = Files.readString(Path.of(Installation.configFile()));
    return Files.writeString(
        folder.resolve("config.yml"), usual.replace("\nissuers: []\n", "\n" + issuers));
  }

  @Override
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private Answer get(String path) {
    return exchange(request(path).build());
  }

  @Override
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Answer answer = exchange(request);
    for (int tries = 0; isBusyHashing(answer) && tries < 100; tries++) {
      pause();
      answer = exchange(request);
    }
    contract.check(request.method(), request.uri(), Optional.empty(), answer);
    return answer;
  }

  /** A machine with other things to do checks fewer passwords than are shown here at once. */
  private static boolean isBusyHashing(Answer answer) {
    return answer.status() == 429 && answer.text("/code").equals("too_many_logins");
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Answer exchange(HttpRequest request) {
    try {
      return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Client newcomer(String name) {
    Client made = Client.register(this, name);
    execute("update users set email_verified = true where email = ?", made.email());
    return made;
  }

  @Override
  public void join(Client person, String org, Role role) {
    execute(
        "insert into members (org_id, user_id, role, joined_at) values (?, ?, ?, now())",
        UUID.fromString(org),
        UUID.fromString(person.user()),
        role.code());
  }

  private void execute(String sql, Object... values) {
    int rows = database.withHandle(handle -> handle.execute(sql, values));
    if (rows != 1) {
      throw new IllegalStateException(rows + " rows by " + sql);
    }
  }

  @Override
  public String newestTokenTo(String email, String kind) {
    try {
      return letters.awaitToken(email, kind);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String ciIssuer() {
    return issuer.url() + "/jobs";
  }

  @Override
  public String jobsToken(String subject) {
    return signed(claims(ciIssuer(), subject));
  }

  @Override
  public String personsToken(String subject, String email) {
    return signed(
        claims(issuer.url() + "/people", subject)
            .claim("email", email)
            .claim("email_verified", true)
            .claim("name", "Vera"));
  }

  private static JWTClaimsSet.Builder claims(String from, String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(from)
        .subject(subject)
        .audience(AUDIENCE)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3_600)));
  }

  private String signed(JWTClaimsSet.Builder claims) {
    try {
      return JwksServer.sign(key, claims.build());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody but the server has its signing keys. */
  @Override
  public Optional<String> expiredToken(Client person, String session) {
    return Optional.empty();
  }

  @Override
  public void leaveFile(Client owner, String run, String name) {
    OrgId org = OrgId.parse(owner.org()).orElseThrow();
    vault.leaveFile(
        new KeptFile.Place(org, RunId.parse(run).orElseThrow(), name),
        "seen".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void settleRotation(Client owner, String rotation) {
    for (int tries = 0; tries < 600; tries++) {
      if (!owner.get("keys/rotations/" + rotation).json().path("finished_at").isNull()) {
        return;
      }
      pause();
    }
    throw new IllegalStateException("the rotation " + rotation + " does not end");
  }

  @Override
  public void close() {
    vault.close();
    server.close();
    postgres.close();
    issuer.close();
  }
}
