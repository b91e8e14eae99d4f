package dev.cofferdam.app.story;

import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Asks a server and holds what it answers to its own OpenAPI document. */
final class DocumentedAnswers {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String token;
  private final Contract contract;

  DocumentedAnswers(String url, String token) throws IOException, InterruptedException {
    this.url = url;
    this.token = token;
    this.contract = new Contract(send("/openapi.json").body());
  }

  /**
   * @throws AssertionError when the answer, which may be a refusal, is not as the document says
   */
  void get(String path) throws IOException, InterruptedException {
    contract.check("GET", URI.create(url + path), Optional.empty(), send(path));
  }

  private Answer send(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
  }
}
