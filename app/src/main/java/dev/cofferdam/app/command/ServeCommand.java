package dev.cofferdam.app.command;

import dev.cofferdam.app.config.CofferdamConfiguration;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server}: Dropwizard's own, with errors that people can read. */
public final class ServeCommand extends ServerCommand<CofferdamConfiguration> {
  public ServeCommand(Application<CofferdamConfiguration> application) {
    super(application);
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }
}
