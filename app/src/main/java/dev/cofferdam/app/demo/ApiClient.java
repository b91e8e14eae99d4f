package dev.cofferdam.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The REST surface as a program of the user's sees it: JSON over HTTP and a bearer token. */
public final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String base;
  private String token = "";

  /**
   * @param base where the server listens, such as {@code http://127.0.0.1:8080}
   */
  public ApiClient(String base) {
    this.base = base;
  }

  /** Sends {@code token} with every request from now on. */
  public void authenticate(String accessToken) {
    token = accessToken;
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  /** The status that a GET is answered with, a refusal's too. */
  public int status(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** The entity tag of what a GET is answered with. */
  public String tag(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    requireSuccess(response.statusCode(), path, response.body());
    return response.headers().firstValue("ETag").orElseThrow();
  }

  public JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build());
  }

  public JsonNode postText(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request(path).header("Accept", "text/plain").GET().build(),
            HttpResponse.BodyHandlers.ofString());
    requireSuccess(response.statusCode(), path, response.body());
    return response.body();
  }

  /** Follows a stream of server-sent events to its end and hands on each event's name and data. */
  public void follow(String path, BiConsumer<String, JsonNode> event)
      throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        http.send(
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .GET()
                .build(),
            HttpResponse.BodyHandlers.ofLines());
    String name = "message";
    try (Stream<String> lines = response.body()) {
      requireSuccess(response.statusCode(), path, "");
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          event.accept(name, json.readTree(line.substring(5)));
          if (name.equals("end")) {
            return;
          }
        } else if (line.isEmpty()) {
          name = "message";
        }
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    requireSuccess(response.statusCode(), request.uri().getPath(), response.body());
    return json.readTree(response.body());
  }

  private static void requireSuccess(int status, String path, String body) throws IOException {
    if (status / 100 != 2) {
      throw new IOException(path + " answered " + status + ": " + body);
    }
  }
}
