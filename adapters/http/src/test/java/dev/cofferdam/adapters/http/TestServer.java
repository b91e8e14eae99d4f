package dev.cofferdam.adapters.http;

import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.metering.RateLimit;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole REST surface on a real port, over use cases whose storage is memory. */
public final class TestServer implements Site, AutoCloseable {
  private final DropwizardTestSupport<Configuration> support;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(60)).build();

  /** The server's application: routes over a {@link TestWorld}. */
  public static final class TestApplication extends Application<Configuration> {
    private final TestWorld world;

    TestApplication(Followers.Pace pace, Optional<RateLimit> addressLimit) {
      world = new TestWorld(pace, addressLimit);
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
      world.http().install(environment, configuration.getServerFactory());
      environment.jersey().register(new BrokenResource());
    }
  }

  private volatile @Nullable Contract contract;

  private TestServer(
      Followers.Pace pace, Optional<RateLimit> addressLimit, ConfigOverride... overrides) {
    support =
        new DropwizardTestSupport<>(
            TestApplication.class,
            "http-test.yml",
            new ResourceConfigurationSourceProvider(),
            overrides) {
          @Override
          public Application<Configuration> newApplication() {
            return new TestApplication(pace, addressLimit);
          }
        };
  }

  public static TestServer start() {
    return start(TestWorld.PACE);
  }

  static TestServer start(Followers.Pace pace, ConfigOverride... overrides) {
    return started(new TestServer(pace, Optional.empty(), overrides));
  }

  /**
   * @param addressLimit how much one address may do without a credential that is good
   */
  static TestServer start(Followers.Pace pace, Optional<RateLimit> addressLimit) {
    return started(new TestServer(pace, addressLimit));
  }

  private static TestServer started(TestServer server) {
    try {
      server.support.before();
    } catch (Exception e) {
      throw new IllegalStateException("the test server does not start", e);
    }
    return server;
  }

  public TestWorld world() {
    TestApplication application = support.getApplication();
    return application.world;
  }

  /** The classes of all routes. */
  public List<Class<?>> resourceClasses() {
    return support.getEnvironment().jersey().getResourceConfig().getClasses().stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .<Class<?>>map(type -> type)
        .toList();
  }

  public int port() {
    return support.getLocalPort();
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  @Override
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(60));
  }

  @Override
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Answer answer = answerTo(request);
    if (!request.uri().getRawPath().startsWith("/broken")) {
      contract().check(request.method(), request.uri(), SentBody.of(request), answer);
    }
    return answer;
  }

  private Answer answerTo(HttpRequest request) {
    try {
      return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the server's OpenAPI document says. */
  public Contract contract() {
    HttpRequest request = request("/openapi.json").build();
    if (contract == null) {
      contract = new Contract(answerTo(request).body());
    }
    return contract;
  }

  @Override
  public Client newcomer(String name) {
    Client made = unverified(name);
    InMemoryWorld storage = world().storage();
    UserId user = UserId.parse(made.user()).orElseThrow();
    storage
        .transactions()
        .required(() -> storage.users().confirmEmail(user, EmailAddress.parse(made.email())));
    return made;
  }

  /** Registers somebody who has not shown yet whose their address is. */
  public Client unverified(String name) {
    return Client.register(this, name);
  }

  @Override
  public void join(Client person, String org, Role role) {
    InMemoryWorld storage = world().storage();
    OrgId id = OrgId.parse(org).orElseThrow();
    UserId user = UserId.parse(person.user()).orElseThrow();
    storage
        .ledger()
        .change(
            Access.ofInstallation(id),
            change -> {
              storage.orgs().addMember(id, user, role, Instant.now());
              return user;
            });
  }

  @Override
  public String newestTokenTo(String email, String kind) {
    String token = world().post().newestTokenTo(EmailAddress.parse(email));
    if (!token.startsWith(kind)) {
      throw new IllegalStateException("the newest letter to " + email + " is another one");
    }
    return token;
  }

  @Override
  public String ciIssuer() {
    return TestWorld.CI;
  }

  @Override
  public String jobsToken(String subject) {
    return issued(new ExternalIdentity(TestWorld.CI, subject), Map.of());
  }

  @Override
  public String personsToken(String subject, String email) {
    Map<String, Object> claims = Map.of("email", email, "email_verified", "true", "name", "Vera");
    return issued(new ExternalIdentity(TestWorld.PEOPLE, subject), claims);
  }

  private String issued(ExternalIdentity identity, Map<String, Object> claims) {
    return world().externalTokens().issue(identity, claims, Duration.ofMinutes(10));
  }

  @Override
  public Optional<String> expiredToken(Client person, String session) {
    Instant before = Instant.now().minus(AccessTokens.LIFETIME).minus(Duration.ofSeconds(1));
    return Optional.of(
        world()
            .accessTokens()
            .issue(
                new AccessTokens.Claims(
                    UserId.parse(person.user()).orElseThrow(),
                    SessionId.parse(session).orElseThrow(),
                    before)));
  }

  @Override
  public void leaveFile(Client owner, String run, String name) {
    KeptFile.keep(world(), owner.org(), run, name, "seen");
  }

  /** Nobody carries rotations through here by themselves. */
  @Override
  public void settleRotation(Client owner, String rotation) {}

  @Override
  public void close() {
    support.after();
  }
}
