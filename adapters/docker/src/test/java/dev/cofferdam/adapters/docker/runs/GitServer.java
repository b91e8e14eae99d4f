package dev.cofferdam.adapters.docker.runs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** git-http-backend(1) behind https, for the host name git.test. */
final class GitServer implements AutoCloseable {
  static final String HOST = "git.test";
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param folder for keys and repositories
   */
  GitServer(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(repositories());
    Path store = folder.resolve("keys.p12");
    execute(
        folder,
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "git",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + HOST,
        "-ext",
        "san=dns:" + HOST,
        "-ext",
        "bc:critical=ca:true",
        "-validity",
        "30",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD);
    execute(
        folder,
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-exportcert",
        "-rfc",
        "-alias",
        "git",
        "-file",
        authority().toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  Path authority() {
    return folder.resolve("authority.pem");
  }

  Path repositories() {
    return folder.resolve("repositories");
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String repository) {
    return "https://" + HOST + ":" + port() + "/" + repository;
  }

  private void serve(HttpExchange exchange) throws IOException {
    ProcessBuilder backend = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = backend.environment();
    environment.put("GIT_PROJECT_ROOT", repositories().toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "safe.directory");
    environment.put("GIT_CONFIG_VALUE_0", "*");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    String query = exchange.getRequestURI().getRawQuery();
    environment.put("QUERY_STRING", query == null ? "" : query);
    header(exchange, environment, "Content-Type", "CONTENT_TYPE");
    header(exchange, environment, "Content-Encoding", "HTTP_CONTENT_ENCODING");
    header(exchange, environment, "Git-Protocol", "HTTP_GIT_PROTOCOL");
    Process process = backend.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    byte[] answer = process.getInputStream().readAllBytes();
    answer(exchange, answer);
  }

  private static void header(
      HttpExchange exchange, Map<String, String> environment, String header, String variable) {
    String value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      environment.put(variable, value);
    }
  }

  /** A CGI answer: headers with a Status among them, an empty line, the body. */
  private static void answer(HttpExchange exchange, byte[] cgi) throws IOException {
    int end = new String(cgi, ISO_8859_1).indexOf("\r\n\r\n");
    int status = 200;
    for (String line :
        List.of(new String(cgi, 0, Math.max(0, end), ISO_8859_1).split("\r\n", -1))) {
      int colon = line.indexOf(':');
      if (line.startsWith("Status: ")) {
        status = Integer.parseInt(line.substring(8, 11));
      } else if (colon > 0) {
        exchange.getResponseHeaders().add(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(cgi, end + 4, cgi.length - end - 4);
    exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
    try (OutputStream out = exchange.getResponseBody()) {
      body.writeTo(out);
    }
  }

  /** Runs a program, and gives what it prints. */
  static String execute(Path folder, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_AUTHOR_NAME",
                "a",
                "GIT_AUTHOR_EMAIL",
                "a@b",
                "GIT_COMMITTER_NAME",
                "a",
                "GIT_COMMITTER_EMAIL",
                "a@b",
                "GIT_CONFIG_GLOBAL",
                "/dev/null"));
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + text);
      }
      return text.strip();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
