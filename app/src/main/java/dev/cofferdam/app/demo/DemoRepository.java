package dev.cofferdam.app.demo;

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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A small real git repository, served over HTTPS on the loopback interface by git's own {@code
 * http-backend}: this one repository, to read, and nothing else.
 */
final class DemoRepository implements AutoCloseable {
  private static final String NAME = "hello.git";
  private static final int MAX_REQUEST_BYTES = 1_000_000;

  private final HttpsServer server;
  private final ExecutorService executor;
  private final Path root;
  private final Path certificate;

  private DemoRepository(
      HttpsServer server, ExecutorService executor, Path root, Path certificate) {
    this.server = server;
    this.executor = executor;
    this.root = root;
    this.certificate = certificate;
  }

  /**
   * Makes the repository under {@code folder} and serves it.
   *
   * @param files what its one commit holds, by path
   */
  static DemoRepository start(Path folder, Map<String, String> files)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path work = Files.createDirectories(folder.resolve("work"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(work.resolve(file.getKey()), file.getValue());
    }
    Tool git = new Tool(work);
    git.run("git", "-c", "init.defaultBranch=main", "init", "-q");
    git.run("git", "add", ".");
    git.run(
        "git",
        "-c",
        "user.name=Cofferdam",
        "-c",
        "user.email=demo@cofferdam.invalid",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-q",
        "-m",
        "Say hello to the API");
    Path bare = folder.resolve(NAME);
    git.run("git", "clone", "-q", "--bare", work.toString(), bare.toString());
    Path certificate = folder.resolve("certificate.pem");
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(folder, certificate)));
    ExecutorService executor = Executors.newFixedThreadPool(4);
    server.setExecutor(executor);
    DemoRepository repository = new DemoRepository(server, executor, folder, certificate);
    server.createContext("/" + NAME + "/", repository::serve);
    server.start();
    return repository;
  }

  private static SSLContext tls(Path folder, Path certificate)
      throws IOException, InterruptedException, GeneralSecurityException {
    String password = UUID.randomUUID().toString();
    Path store = folder.resolve("tls.p12");
    Tool keytool = new Tool(folder);
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    keytool.run(
        program,
        "-genkeypair",
        "-alias",
        "demo",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "san=ip:127.0.0.1",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        password);
    keytool.run(
        program,
        "-exportcert",
        "-rfc",
        "-alias",
        "demo",
        "-keystore",
        store.toString(),
        "-storepass",
        password,
        "-file",
        certificate.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** {@code host:port}, for the one exception that the demo's configuration makes. */
  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return "https://" + hostAndPort() + "/" + NAME;
  }

  /** The certificate that clones have to trust, in PEM. */
  Path certificate() {
    return certificate;
  }

  /**
   * One CGI request (RFC 3875) to {@code git http-backend}, which is git's own half of its HTTP
   * protocol.
   */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES);
      ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Map<String, String> cgi = builder.environment();
      cgi.put("GIT_PROJECT_ROOT", root.toString());
      cgi.put("GIT_HTTP_EXPORT_ALL", "1");
      cgi.put("GIT_CONFIG_COUNT", "1");
      cgi.put("GIT_CONFIG_KEY_0", "safe.directory");
      cgi.put("GIT_CONFIG_VALUE_0", "*");
      cgi.put("PATH_INFO", exchange.getRequestURI().getPath());
      String query = exchange.getRequestURI().getRawQuery();
      cgi.put("QUERY_STRING", query == null ? "" : query);
      cgi.put("REQUEST_METHOD", exchange.getRequestMethod());
      cgi.put("CONTENT_LENGTH", Integer.toString(body.length));
      header(exchange, "Content-Type", cgi, "CONTENT_TYPE");
      header(exchange, "Content-Encoding", cgi, "HTTP_CONTENT_ENCODING");
      header(exchange, "Git-Protocol", cgi, "GIT_PROTOCOL");
      Process backend = builder.start();
      try (OutputStream in = backend.getOutputStream()) {
        in.write(body);
      }
      answer(exchange, backend.getInputStream());
    }
  }

  private static void header(
      HttpExchange exchange, String name, Map<String, String> cgi, String variable) {
    String value = exchange.getRequestHeaders().getFirst(name);
    if (value != null) {
      cgi.put(variable, value);
    }
  }

  private static void answer(HttpExchange exchange, InputStream cgi) throws IOException {
    int status = 200;
    for (String line = readLine(cgi); !line.isEmpty(); line = readLine(cgi)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(name, value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    cgi.transferTo(exchange.getResponseBody());
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
