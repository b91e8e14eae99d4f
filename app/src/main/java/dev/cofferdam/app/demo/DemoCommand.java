package dev.cofferdam.app.demo;

import dev.cofferdam.adapters.mail.identity.LetterFolder;
import dev.cofferdam.app.CofferdamApplication;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.command.Complaint;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code demo}: starts everything embedded and does the main job before the user's eyes. */
public final class DemoCommand extends Command {
  private static final int DEFAULT_PORT = 8080;

  private final PrintStream out;

  public DemoCommand(PrintStream out) {
    super("demo", "does the main job before your eyes");
    this.out = out;
  }

  @Override
  public void configure(Subparser parser) {
    parser
        .addArgument("--exit")
        .action(Arguments.storeTrue())
        .help("end when the story is told: 0 when everything in it was checked");
    parser.addArgument("--repo").help("a repository of yours, https");
    parser.addArgument("config").help("the configuration file");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
    Optional<String> own = Optional.ofNullable(arguments.getString("repo"));
    boolean good;
    try (ScratchFolder scratch = ScratchFolder.make("demo");
        DemoRepository repository = DemoRepository.start(scratch.path(), Story.FILES)) {
      DemoRuntime runtime = DemoRuntime.choose(out);
      int port = freePort();
      configure(runtime, repository, port);
      out.println("Starting everything embedded: PostgreSQL, Temporal, the API ...");
      try (RunningServer server = CofferdamApplication.start(arguments.getString("config"))) {
        String base = "http://127.0.0.1:" + server.port();
        out.println(
            "It listens on "
                + base
                + ", keeps its data in "
                + dataDir()
                + ", and runs pipelines in "
                + runtime.description()
                + ".");
        Story story = new Story(new ApiClient(base), out, new LetterFolder(dataDir()), secret());
        good = story.tell(new Story.Scene(own.orElseGet(repository::url), own.isPresent()));
        if (good && !arguments.getBoolean("exit")) {
          stay(base);
        }
      }
    }
    if (!good) {
      throw new Complaint.Told();
    }
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }

  private void stay(String base) throws InterruptedException {
    out.println();
    out.println("It stays up. Go on with your own:");
    out.println();
    out.println(
        "  curl -s " + base + "/api/v1/auth/register -H 'Content-Type: application/json' \\");
    out.println(
        "    -d '{\"email\":\"you@example.com\",\"password\":\"a long pass phrase\",\"name\":\"You\"}'");
    out.println();
    out.println("README.md goes on from there. Press Ctrl-C to end it.");
    Thread.currentThread().join();
  }

  private static void configure(DemoRuntime runtime, DemoRepository repository, int port) {
    override("dataDir", dataDir().toString());
    override("server.applicationConnectors[0].port", Integer.toString(port));
    override("server.adminConnectors[0].port", "0");
    override("publicUrl", "http://localhost:" + port);
    override("mail.smtpUrl", "");
    override("runs.runtime", runtime.setting());
    // Exactly the one address that the demo's repository is served from, and for clones alone.
    override("runs.openForClones", repository.hostAndPort());
    override("runs.cloneCaFile", repository.certificate().toString());
    if (System.getenv("LOG_LEVEL") == null) {
      override("logging.level", "WARN");
    }
  }

  private static void override(String setting, String value) {
    System.setProperty("dw." + setting, value);
  }

  private static Path dataDir() {
    String chosen = System.getenv("COFFERDAM_DATA_DIR");
    return chosen == null || chosen.isEmpty()
        ? Path.of(System.getProperty("cofferdam.home", "."), "data", "demo")
            .toAbsolutePath()
            .normalize()
        : Path.of(chosen).toAbsolutePath().normalize();
  }

  /** The port that was asked for, or the usual one, or, where somebody has that, any. */
  private static int freePort() {
    String asked = System.getenv("COFFERDAM_PORT");
    if (asked != null && !asked.isEmpty()) {
      return Integer.parseInt(asked);
    }
    try (ServerSocket socket =
        new ServerSocket(DEFAULT_PORT, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }

  private static String secret() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return "demo-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
