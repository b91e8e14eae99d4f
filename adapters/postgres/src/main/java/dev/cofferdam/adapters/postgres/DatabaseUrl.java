package dev.cofferdam.adapters.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who connects to it: {@code postgresql://user:pass@host:port/db}, the
 * connection URI of libpq (PostgreSQL documentation, section 32.1.1.2) with one host. Prints
 * without the password.
 */
public final class DatabaseUrl {
  private static final int DEFAULT_PORT = 5432;
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");

  private final String host;
  private final int port;
  private final String database;
  private final String user;
  private final String password;
  private final Map<String, String> parameters;

  private DatabaseUrl(
      String host,
      int port,
      String database,
      String user,
      String password,
      Map<String, String> parameters) {
    this.host = host;
    this.port = port;
    this.database = database;
    this.user = user;
    this.password = password;
    this.parameters = Map.copyOf(parameters);
  }

  /** A database on this machine's loopback, without TLS. */
  public static DatabaseUrl loopback(int port, String database, String user, String password) {
    return new DatabaseUrl(
        "127.0.0.1", port, database, user, password, Map.of("sslmode", "disable"));
  }

  /**
   * Reads what an operator wrote.
   *
   * @param setting the setting's name, such as {@code DATABASE_URL}, for the messages
   * @throws DatabaseUnusable when it is no such URL; the message never repeats the URL
   */
  public static DatabaseUrl parse(String setting, String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException notAUrl) {
      throw wrong(setting, "is not a URL; special characters of a password need percent-encoding");
    }
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw wrong(setting, "must start with postgresql://");
    }
    if (uri.getHost() == null) {
      throw wrong(setting, "must name one host");
    }
    String path = uri.getRawPath();
    if (path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw wrong(setting, "must name the database: postgresql://user:password@host:port/database");
    }
    String info = uri.getRawUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    if (info == null || colon == 0 || info.isEmpty()) {
      throw wrong(setting, "must name the user: postgresql://user:password@host:port/database");
    }
    return new DatabaseUrl(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        decode(setting, path.substring(1)),
        decode(setting, colon < 0 ? info : info.substring(0, colon)),
        colon < 0 ? "" : decode(setting, info.substring(colon + 1)),
        parameters(setting, uri.getRawQuery()));
  }

  private static Map<String, String> parameters(String setting, @Nullable String query) {
    Map<String, String> found = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return found;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!PARAMETERS.contains(name)) {
        throw wrong(setting, "has an unknown parameter; known are sslmode, sslrootcert, sslcert");
      }
      found.put(name, equals < 0 ? "" : decode(setting, pair.substring(equals + 1)));
    }
    if (!SSL_MODES.contains(found.getOrDefault("sslmode", "prefer"))) {
      throw wrong(setting, "has an unknown sslmode; known are disable, require and verify-full");
    }
    return found;
  }

  private static String decode(String setting, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw wrong(setting, "has a percent sign that is not percent-encoding");
    }
  }

  private static DatabaseUnusable wrong(String setting, String why) {
    return new DatabaseUnusable(setting + " " + why);
  }

  /** The same server and user, and another database. */
  public DatabaseUrl withDatabase(String name) {
    return new DatabaseUrl(host, port, name, user, password, parameters);
  }

  /** For the JDBC driver, without user and password. */
  public String jdbc() {
    String query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .sorted()
            .collect(Collectors.joining("&", "?", ""));
    String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    return "jdbc:postgresql://"
        + host
        + ":"
        + port
        + "/"
        + name
        + (query.length() > 1 ? query : "");
  }

  public String user() {
    return user;
  }

  /** In clear; empty where the server asks for none. */
  public String password() {
    return password;
  }

  /** Opens a connection for each who asks, without a pool. */
  public ConnectionFactory connections() {
    return () -> DriverManager.getConnection(jdbc(), user, password);
  }

  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
