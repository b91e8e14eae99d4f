package dev.cofferdam.app;

import dev.cofferdam.app.bench.BenchCommand;
import dev.cofferdam.app.command.DoctorCommand;
import dev.cofferdam.app.command.KeysCommand;
import dev.cofferdam.app.command.MigrateCommand;
import dev.cofferdam.app.command.ServeCommand;
import dev.cofferdam.app.command.WarmupCommand;
import dev.cofferdam.app.command.WorkerCommand;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.demo.DemoCommand;
import dev.cofferdam.app.wiring.ServerWiring;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.core.sslreload.SslReloadBundle;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** The program. {@code ./cofferdam help} lists what it can be told to do. */
public final class CofferdamApplication extends Application<CofferdamConfiguration> {
  private @Nullable Server server;

  public static void main(String[] arguments) throws Exception {
    new CofferdamApplication().run(arguments);
  }

  /**
   * Starts a server in this process.
   *
   * @param config the configuration file; system properties {@code dw.<setting>} override it
   */
  public static RunningServer start(String config) throws Exception {
    CofferdamApplication application = new CofferdamApplication();
    application.run("server", config);
    if (application.server == null) {
      throw new IllegalStateException("the server did not start; what it printed says why");
    }
    return new RunningServer(application.server);
  }

  @Override
  public String getName() {
    return "cofferdam";
  }

  @Override
  public void initialize(Bootstrap<CofferdamConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    bootstrap.addBundle(new SslReloadBundle());
    bootstrap.addCommand(new WorkerCommand());
    bootstrap.addCommand(new MigrateCommand(System.out));
    bootstrap.addCommand(new DoctorCommand(System.out));
    bootstrap.addCommand(new KeysCommand(System.out));
    bootstrap.addCommand(new DemoCommand(System.out));
    bootstrap.addCommand(new BenchCommand(System.out));
    bootstrap.addCommand(new WarmupCommand());
  }

  @Override
  protected void addDefaultCommands(Bootstrap<CofferdamConfiguration> bootstrap) {
    bootstrap.addCommand(new ServeCommand(this));
    bootstrap.addCommand(new CheckCommand<>(this));
  }

  @Override
  public void run(CofferdamConfiguration config, Environment environment) {
    ServerWiring.wire(config, environment);
    environment.lifecycle().addServerLifecycleListener(started -> server = started);
  }

  /** A failed start must end the process with a code that scripts see. */
  @Override
  protected void onFatalError(Throwable t) {
    System.exit(1);
  }
}
