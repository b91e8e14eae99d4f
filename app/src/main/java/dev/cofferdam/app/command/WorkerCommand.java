package dev.cofferdam.app.command;

import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.wiring.WorkerWiring;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.Managed;
import java.util.Arrays;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code worker}: executes runs for a server elsewhere, over the same PostgreSQL and Temporal. It
 * serves health and metrics on the admin port and nothing else.
 */
public final class WorkerCommand extends ServerCommand<CofferdamConfiguration> {
  private static final String ORGS = "orgs";

  private final Worker worker;

  public WorkerCommand() {
    this(new Worker());
  }

  private WorkerCommand(Worker worker) {
    super(worker, "worker", "executes runs for a server elsewhere");
    this.worker = worker;
  }

  @Override
  public void configure(Subparser subparser) {
    super.configure(subparser);
    subparser
        .addArgument("--orgs")
        .dest(ORGS)
        .metavar("ORG,...")
        .setDefault("")
        .help("slugs or ids of the orgs that it serves alone; no other worker serves these");
  }

  @Override
  protected void run(
      Bootstrap<CofferdamConfiguration> bootstrap,
      Namespace namespace,
      CofferdamConfiguration configuration)
      throws Exception {
    worker.orgs =
        Arrays.stream(namespace.getString(ORGS).split(","))
            .map(String::strip)
            .filter(org -> !org.isEmpty())
            .toList();
    super.run(bootstrap, namespace, configuration);
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }

  private static final class Worker extends Application<CofferdamConfiguration> {
    private List<String> orgs = List.of();

    @Override
    public String getName() {
      return "cofferdam-worker";
    }

    @Override
    public void run(CofferdamConfiguration config, Environment environment) {
      if (config.database().embedded() || config.temporal().embedded()) {
        throw new IllegalArgumentException(
            "A worker alone needs the server's own DATABASE_URL, DATABASE_SYSTEM_URL and"
                + " TEMPORAL_ADDRESS; ./cofferdam server has a worker in it.");
      }
      listenNowhere(config);
      WorkerWiring worker = WorkerWiring.alone(config, environment, orgs);
      environment.lifecycle().manage(new AutoCloseableManager(worker));
      environment
          .lifecycle()
          .manage(
              new Managed() {
                @Override
                public void start() {
                  worker.start();
                }
              });
    }

    /**
     * Jetty wants a connector for the API that a worker has not: any free port of the loopback
     * interface.
     */
    private static void listenNowhere(CofferdamConfiguration config) {
      HttpConnectorFactory loopback = (HttpConnectorFactory) HttpConnectorFactory.application();
      loopback.setBindHost("127.0.0.1");
      loopback.setPort(0);
      ((DefaultServerFactory) config.getServerFactory())
          .setApplicationConnectors(List.of(loopback));
    }
  }
}
