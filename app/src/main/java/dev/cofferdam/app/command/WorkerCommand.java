package dev.cofferdam.app.command;

import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.wiring.WorkerWiring;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.Managed;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;

/**
 * {@code worker}: executes runs for a server elsewhere, over the same PostgreSQL and Temporal. It
 * serves health and metrics on the admin port and nothing else.
 */
public final class WorkerCommand extends ServerCommand<CofferdamConfiguration> {
  public WorkerCommand() {
    super(new Worker(), "worker", "executes runs for a server elsewhere");
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }

  private static final class Worker extends Application<CofferdamConfiguration> {
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
      WorkerWiring worker = WorkerWiring.alone(config, environment);
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
