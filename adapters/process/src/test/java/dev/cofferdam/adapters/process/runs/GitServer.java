package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A repository behind git's own HTTP backend and HTTPS, with a certificate made for the test. */
final class GitServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final HttpsServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  /**
   * Makes {@code work}, with two commits, a branch and a tag, and serves it as {@code repo.git}.
   */
  GitServer(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder);
    git(folder, "init", "-q", "-b", "main", "work");
    commit("first");
    git(work(), "tag", "v1");
    git(work(), "checkout", "-q", "-b", "feature/x");
    commit("on the branch");
    git(work(), "checkout", "-q", "main");
    commit("second");
    git(folder, "clone", "-q", "--bare", "work", "repo.git");
    server =
        HttpsServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.setExecutor(executor);
    server.createContext("/", this::serve);
    server.start();
  }

  private Path work() {
    return folder.resolve("work");
  }

  private void commit(String text) throws Exception {
    Files.writeString(work().resolve("file"), text + "\n");
    git(work(), "add", "file");
    git(work(), "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", text);
  }

  /** The object id that a revision names. */
  String id(String revision) throws Exception {
    return git(work(), "rev-parse", revision);
  }

  private static String git(Path in, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Arrays.toString(command) + ": " + said);
    }
    return said;
  }

  private SSLContext tls() throws Exception {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "t",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), UTF_8);
    if (made.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Files.writeString(
        certificate(),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("t").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "https://127.0.0.1:" + port() + "/repo.git";
  }

  private void serve(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> cgi = builder.environment();
    cgi.put("GIT_PROJECT_ROOT", folder.toString());
    cgi.put("GIT_HTTP_EXPORT_ALL", "1");
    cgi.put("PATH_INFO", exchange.getRequestURI().getPath());
    String query = exchange.getRequestURI().getQuery();
    cgi.put("QUERY_STRING", query == null ? "" : query);
    cgi.put("REQUEST_METHOD", exchange.getRequestMethod());
    for (List<String> names :
        List.of(
            List.of("Content-Type", "CONTENT_TYPE"),
            List.of("Content-Encoding", "HTTP_CONTENT_ENCODING"),
            List.of("Git-Protocol", "HTTP_GIT_PROTOCOL"))) {
      String value = exchange.getRequestHeaders().getFirst(names.get(0));
      if (value != null) {
        cgi.put(names.get(1), value);
      }
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    cgi.put("CONTENT_LENGTH", Integer.toString(body.length));
    Process backend = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = backend.getOutputStream()) {
      in.write(body);
    }
    try (InputStream out = backend.getInputStream()) {
      answer(exchange, out.readAllBytes());
    }
  }

  /** Makes a response of a CGI program's output. */
  private static void answer(HttpExchange exchange, byte[] output) throws IOException {
    String text = new String(output, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).trim();
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(line.substring(0, colon), value);
      }
    }
    byte[] body = Arrays.copyOfRange(output, end + 4, output.length);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
