package dev.cofferdam.adapters.http;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Somebody who calls the server with a credential.
 *
 * @param org the id of their personal org
 */
public record Client(Site site, String token, String org, String slug, String email) {
  public static final String PASSWORD = "a long enough pass phrase";

  public static Client register(Site server, String name) {
    String email =
        name.toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@example.org";
    Answer answer =
        server.send(
            server
                .request("/api/v1/auth/register")
                .header("Content-Type", "application/json")
                .POST(
                    body(
                        """
                        {"email":"%s","password":"%s","name":"%s"}"""
                            .formatted(email, PASSWORD, name))));
    if (answer.status() != 201) {
      throw new IllegalStateException("can't register: " + answer);
    }
    return new Client(
        server,
        answer.text("/access_token"),
        answer.text("/org/id"),
        answer.text("/org/slug"),
        email);
  }

  /** The server of a client of a {@link TestServer}, for tests that look inside. */
  public TestServer server() {
    return (TestServer) site;
  }

  /** The same person with another credential. */
  public Client as(String other) {
    return new Client(site, other, org, slug, email);
  }

  /** The same person in the org of somebody else. */
  Client in(Client other) {
    return new Client(site, token, other.org, other.slug, email);
  }

  public static HttpRequest.BodyPublisher body(String text) {
    return HttpRequest.BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A request with the credential; paths that don't start with a slash are of the org. */
  public HttpRequest.Builder request(String path) {
    String absolute = path.startsWith("/") ? path : "/api/v1/orgs/" + org + "/" + path;
    return site.request(absolute).header("Authorization", "Bearer " + token);
  }

  public Answer get(String path, String... headers) {
    return site.send(with(request(path), headers).GET());
  }

  public Answer post(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return site.send(with(request, headers).POST(body(json)));
  }

  /** Sends a file of text. */
  public Answer postText(String path, String text) {
    return site.send(request(path).header("Content-Type", "text/plain").POST(body(text)));
  }

  public Answer put(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return site.send(with(request, headers).PUT(body(json)));
  }

  public Answer patch(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return site.send(with(request, headers).method("PATCH", body(json)));
  }

  public Answer delete(String path, String... headers) {
    return site.send(with(request(path), headers).DELETE());
  }

  /** Their id. */
  public String user() {
    return get("/api/v1/me").text("/user/id");
  }

  /** Makes a project with one environment and returns the path of its secrets. */
  public String environment(String project, String environment) {
    require(post("projects", "{\"name\":\"" + project + "\"}"));
    require(post("projects/" + project + "/envs", "{\"name\":\"" + environment + "\"}"));
    return "projects/" + project + "/envs/" + environment + "/secrets";
  }

  private static void require(Answer answer) {
    if (answer.status() != 201) {
      throw new IllegalStateException("not made: " + answer);
    }
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }
}
