package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route that there is, by what Jersey knows of it. */
class RoutesTest {
  private static final Set<String> PUBLIC =
      Set.of(
          "POST /api/v1/auth/register",
          "POST /api/v1/auth/login",
          "POST /api/v1/auth/refresh",
          "POST /api/v1/auth/token-exchange",
          "POST /api/v1/auth/email/verify",
          "POST /api/v1/auth/password/forgot",
          "POST /api/v1/auth/password/reset",
          "GET /api/v1/invitations/{token}",
          "POST /api/v1/invitations/{token}/decline",
          "POST /webhooks/clerk",
          "GET /api/v1/plans",
          "GET /docs",
          "GET /docs/{file}",
          "GET /healthcheck",
          "GET /openapi.json",
          "GET /.well-known/audit-keys.json",
          "GET /.well-known/jwks.json");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void asksForACredentialOnEveryRouteThatIsNotPublic() {
    Client ada = server.newcomer("Ada");
    Set<String> open = new TreeSet<>();
    int seen = 0;
    for (Route route : routes()) {
      String[] parts = route.name().split(" ", 2);
      String path = parts[1].replace("{org}", ada.org()).replaceAll("\\{[a-z]+(: [^}]*)?}", "x");
      Answer answer =
          server.send(
              server
                  .request(path)
                  .header("Content-Type", route.consumes())
                  .method(parts[0], Client.body("{}")));
      assertThat(answer.status()).as(route.name()).isLessThan(500);
      if (answer.status() != 401) {
        open.add(route.name());
      }
      seen++;
    }
    assertThat(seen).isGreaterThan(20);
    assertThat(open).containsExactlyInAnyOrderElementsOf(PUBLIC);
  }

  @Test
  void takesTheOrgBySlugAndById() {
    Client ada = server.newcomer("Ada");
    for (String org : List.of(ada.org(), ada.slug())) {
      Answer answer = ada.get("/api/v1/orgs/" + org);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text("/id")).isEqualTo(ada.org());
      assertThat(answer.text("/role")).isEqualTo("owner");
    }
  }

  @Test
  void endsASessionByLoggingOut() {
    Client ada = server.newcomer("Ada");
    assertThat(ada.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/me").text("/code")).isEqualTo("invalid_token");
  }

  @Test
  void logsInAndRefreshesOnce() {
    Client ada = server.newcomer("Ada");
    String credentials = "{\"email\":\"%s\",\"password\":\"%s\"}";
    Answer wrong =
        ada.post("/api/v1/auth/login", credentials.formatted(ada.email(), "not the password"));
    Answer unknown =
        ada.post("/api/v1/auth/login", credentials.formatted("x" + ada.email(), "anything at all"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.text("/code")).isEqualTo(wrong.text("/code")).isEqualTo("wrong_credentials");

    Answer login =
        ada.post("/api/v1/auth/login", credentials.formatted(ada.email(), Client.PASSWORD));
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.text("/user/email")).isEqualTo(ada.email());
    assertThat(login.text("/token_type")).isEqualTo("Bearer");
    assertThat(login.json().at("/expires_in").asInt()).isEqualTo(900);

    String refresh = "{\"refresh_token\":\"" + login.text("/refresh_token") + "\"}";
    Answer once = ada.post("/api/v1/auth/refresh", refresh);
    assertThat(once.status()).isEqualTo(200);
    assertThat(ada.post("/api/v1/auth/refresh", refresh).status()).isEqualTo(401);
    assertThat(ada.post("/api/v1/auth/refresh", "{\"refresh_token\":\"x\"}").status())
        .isEqualTo(401);
  }

  private record Route(String name, String consumes) {}

  private static List<Route> routes() {
    return server.resourceClasses().stream()
        .filter(type -> type != BrokenResource.class)
        .map(Resource::from)
        .flatMap(resource -> routes("", resource))
        .toList();
  }

  private static Stream<Route> routes(String above, Resource resource) {
    String path = (above + "/" + resource.getPath()).replaceAll("/+", "/");
    return Stream.concat(
        resource.getResourceMethods().stream().map(method -> route(method, path)),
        resource.getChildResources().stream().flatMap(child -> routes(path, child)));
  }

  private static Route route(ResourceMethod method, String path) {
    String consumes =
        method.getConsumedTypes().stream()
            .map(MediaType::toString)
            .findFirst()
            .orElse(MediaType.APPLICATION_JSON);
    return new Route(method.getHttpMethod() + " " + path, consumes);
  }
}
