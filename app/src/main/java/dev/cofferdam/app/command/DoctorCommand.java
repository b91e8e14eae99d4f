package dev.cofferdam.app.command;

import dev.cofferdam.adapters.mail.identity.SmtpServer;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.config.MailSettings;
import dev.cofferdam.app.config.RunSettings;
import dev.cofferdam.app.conformance.SandboxTrial;
import dev.cofferdam.app.wiring.DockerEngine;
import dev.cofferdam.app.wiring.SandboxWiring;
import dev.cofferdam.application.runs.port.Sandbox;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code doctor}: checks every dependency and says what to do. Ends with 0 when nothing is broken.
 */
public final class DoctorCommand extends ConfiguredCommand<CofferdamConfiguration> {
  private static final int CONNECT_MILLIS = 3_000;
  private static final String SANDBOX = "sandbox";

  private final PrintStream out;
  private int broken;

  public DoctorCommand(PrintStream out) {
    super("doctor", "checks every dependency and says what to do");
    this.out = out;
  }

  @Override
  public void configure(Subparser subparser) {
    super.configure(subparser);
    subparser
        .addArgument("--sandbox")
        .dest(SANDBOX)
        .action(Arguments.storeTrue())
        .help("also tries the sandbox's walls from within; takes about a minute");
  }

  @Override
  protected void run(
      Bootstrap<CofferdamConfiguration> bootstrap,
      Namespace arguments,
      CofferdamConfiguration config)
      throws Exception {
    good("Java", Runtime.version() + " at " + System.getProperty("java.home"));
    checkGit();
    checkDataDir(config.dataDir());
    checkDatabase(config);
    checkTemporal(config);
    checkMail(config.mail());
    Optional<Sandbox> sandbox = checkRuntime(config);
    if (arguments.getBoolean(SANDBOX) && sandbox.isPresent()) {
      broken += new SandboxTrial(out).run(sandbox.get());
    }
    if (broken > 0) {
      throw new Complaint.Told();
    }
  }

  private void checkGit() throws InterruptedException {
    try {
      Process git = new ProcessBuilder("git", "--version").redirectErrorStream(true).start();
      String version =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      git.waitFor(10, TimeUnit.SECONDS);
      good("git", version);
    } catch (IOException missing) {
      note(
          "git",
          "is not installed: the demo and the process runtime's clones need it (apt-get install git)");
    }
  }

  private void checkDataDir(Path dataDir) {
    Path there = dataDir;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && Files.isWritable(there)) {
      good("data", dataDir.toString());
    } else {
      bad("data", dataDir + " can't be written: set COFFERDAM_DATA_DIR");
    }
  }

  private void checkDatabase(CofferdamConfiguration config) {
    if (config.database().embedded()) {
      good("PostgreSQL", "embedded in " + config.dataDir());
    } else {
      good(
          "PostgreSQL", "DATABASE_URL is set; ./cofferdam migrate connects and says what is wrong");
    }
  }

  private void checkTemporal(CofferdamConfiguration config) {
    if (config.temporal().embedded()) {
      good("Temporal", "embedded; for more than one process set TEMPORAL_ADDRESS");
      return;
    }
    String address = config.temporal().address();
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
          CONNECT_MILLIS);
      good("Temporal", address + ", namespace " + config.temporal().namespace());
    } catch (IOException e) {
      bad("Temporal", "nothing answers at " + address + ": start it, or correct TEMPORAL_ADDRESS");
    }
  }

  private void checkMail(MailSettings mail) {
    Optional<SmtpServer> server = mail.server();
    if (server.isEmpty()) {
      note("mail", "goes into files in the data folder; to send it set SMTP_URL and MAIL_FROM");
      return;
    }
    String address = server.get().host() + ":" + server.get().port();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(server.get().host(), server.get().port()), CONNECT_MILLIS);
      good("mail", address + ", from " + mail.sender());
    } catch (IOException e) {
      bad("mail", "nothing answers at " + address + ": start it, or correct SMTP_URL");
    }
  }

  /** What would execute runs; empty where nothing could. */
  private Optional<Sandbox> checkRuntime(CofferdamConfiguration config) throws IOException {
    SandboxWiring wiring = new SandboxWiring(config);
    Optional<String> missing = wiring.missing;
    if (missing.isPresent()) {
      bad("runtime", missing.get());
      return Optional.empty();
    }
    RunSettings settings = config.runs();
    wiring.sandbox.ifPresent(
        sandbox -> {
          good("runtime", sandbox.runtime().toString());
          sandbox.gaps().forEach(gap -> note("runtime", "does not isolate: " + gap));
        });
    if (!settings.runtime().equals("process")) {
      if (new DockerEngine(settings.dockerHost()).hasImage(settings.image())) {
        good("image", settings.image());
      } else {
        bad("image", "the engine has no " + settings.image() + ": make it with sandbox/build");
        return Optional.empty();
      }
    }
    return wiring.sandbox;
  }

  private void good(String what, String detail) {
    line("ok  ", what, detail);
  }

  private void note(String what, String detail) {
    line("note", what, detail);
  }

  private void bad(String what, String detail) {
    broken++;
    line("FAIL", what, detail);
  }

  private void line(String mark, String what, String detail) {
    out.printf("%s  %-11s %s%n", mark, what, detail);
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }
}
