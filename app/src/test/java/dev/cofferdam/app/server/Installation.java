package dev.cofferdam.app.server;

import dev.cofferdam.app.CofferdamApplication;
import dev.cofferdam.app.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data folder and the settings of the servers that are started on it: everything embedded, any
 * port, whatever the environment of the tests says.
 */
public final class Installation {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final Map<String, String> properties;

  private Installation(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
  }

  /**
   * @param runtime {@code docker} or {@code process}
   */
  public static Installation in(Path dataDir, String runtime) throws IOException {
    shareBinaries(dataDir);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cofferdam.home", HOME.toString());
    settings.put("dw.dataDir", dataDir.toString());
    settings.put("dw.masterKeyFile", dataDir.resolve("master-key.json").toString());
    settings.put("dw.plans", "cofferdam");
    for (String embedded :
        new String[] {
          "database.url",
          "database.migrationUrl",
          "database.systemUrl",
          "temporal.address",
          "mail.smtpUrl",
          "mail.from",
          "mail.supportEmail",
          "objects.endpoint",
          "objects.bucket",
          "objects.region",
          "objects.accessKey",
          "objects.secretKey"
        }) {
      settings.put("dw." + embedded, "");
    }
    settings.put("dw.runs.runtime", runtime);
    settings.put("dw.runs.slots", "2");
    settings.put("dw.server.applicationConnectors[0].port", "0");
    settings.put("dw.server.adminConnectors[0].port", "0");
    settings.put("dw.logging.level", "WARN");
    return new Installation(settings);
  }

  /** The same data folder, with one setting more. */
  public Installation with(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put("dw." + setting, value);
    return new Installation(more);
  }

  /** PostgreSQL's programs are unpacked once for all tests: it takes longer than the tests. */
  private static void shareBinaries(Path dataDir) throws IOException {
    Path shared =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "cofferdam-test-postgres-" + System.getProperty("user.name"));
    Files.createDirectories(shared);
    Path own = Files.createDirectories(dataDir.resolve("postgres")).resolve("binaries");
    if (Files.notExists(own)) {
      Files.createSymbolicLink(own, shared);
    }
  }

  static String configFile() {
    return HOME.resolve("config.yml").toString();
  }

  Map<String, String> properties() {
    return properties;
  }

  /** Starts a server in this process. */
  public RunningServer startHere() throws Exception {
    return startHere(configFile());
  }

  /** Starts a server with another configuration file in this process. */
  RunningServer startHere(String configFile) throws Exception {
    properties.forEach(System::setProperty);
    try {
      return CofferdamApplication.start(configFile);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
