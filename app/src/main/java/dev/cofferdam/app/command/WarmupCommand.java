package dev.cofferdam.app.command;

import dev.cofferdam.app.CofferdamApplication;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.demo.ApiClient;
import dev.cofferdam.app.demo.ScratchFolder;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code warmup}: starts a server on data of its own and uses it a little, so that the JVM loads
 * the classes that a start needs. The front door makes its class-data archive from this.
 */
public final class WarmupCommand extends Command {
  public WarmupCommand() {
    super("warmup", "loads the classes that a start needs, for the class-data archive");
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("config").help("the configuration file");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
    try (ScratchFolder scratch = ScratchFolder.make("warmup")) {
      warmUp(scratch.path(), arguments.getString("config"));
    }
  }

  private static void warmUp(Path data, String config) throws Exception {
    System.setProperty("dw.dataDir", data.toString());
    System.setProperty("dw.masterKeyFile", data.resolve("master-key.json").toString());
    System.setProperty("dw.server.applicationConnectors[0].port", "0");
    System.setProperty("dw.server.adminConnectors[0].port", "0");
    System.setProperty("dw.runs.runtime", "process");
    System.setProperty("dw.logging.level", "ERROR");
    try (RunningServer server = CofferdamApplication.start(config)) {
      ApiClient api = new ApiClient("http://127.0.0.1:" + server.port());
      String token =
          api.post(
                  "/api/v1/auth/register",
                  Map.of(
                      "email", "warm@example.com",
                      "password", "only for a moment",
                      "name", "Warm"))
              .path("access_token")
              .asText();
      api.authenticate(token);
      api.get("/api/v1/me");
    }
  }
}
