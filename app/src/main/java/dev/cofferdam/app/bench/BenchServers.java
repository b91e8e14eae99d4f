package dev.cofferdam.app.bench;

import dev.cofferdam.app.CofferdamApplication;
import dev.cofferdam.app.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Servers in this process, each with everything embedded in a folder of its own. */
final class BenchServers {
  private static final long REQUESTS = 1_000_000_000;

  private final String config;
  private final Path folder;
  private final String runtime;

  /**
   * @param config the configuration file
   * @param runtime {@code docker} or {@code process}
   */
  BenchServers(String config, Path folder, String runtime) {
    this.config = config;
    this.folder = folder;
    this.runtime = runtime;
  }

  /** Rates are checked as anywhere else, and never reached. */
  RunningServer limited() throws Exception {
    return start("one", "{requests_per_hour: " + REQUESTS + "}", REQUESTS);
  }

  /** Rates are not checked. */
  RunningServer unlimited() throws Exception {
    return start("two", "{}", 0);
  }

  private RunningServer start(String name, String limits, long perAddress) throws Exception {
    Path data = Files.createDirectories(folder.resolve(name));
    set("dataDir", data.toString());
    set("masterKeyFile", data.resolve("master-key.json").toString());
    set("server.applicationConnectors[0].port", "0");
    set("server.adminConnectors[0].port", "0");
    set("runs.runtime", runtime);
    set("logging.level", "WARN");
    set("plans", plan(name, limits).toString());
    set("requests.addressPerMinute", Long.toString(perAddress));
    set("requests.personPerHour", Long.toString(perAddress));
    return CofferdamApplication.start(config);
  }

  private static void set(String setting, String value) {
    System.setProperty("dw." + setting, value);
  }

  private Path plan(String name, String limits) throws IOException {
    return Files.writeString(
        folder.resolve(name + "-plans.yml"),
        """
        currency: usd
        plans:
          - id: bench
            name: Bench
            base_minor: 0
            limits: %s
            allowances: {}
        """
            .formatted(limits));
  }
}
