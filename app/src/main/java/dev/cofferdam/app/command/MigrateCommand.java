package dev.cofferdam.app.command;

import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.wiring.DatabaseWiring;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code migrate}: brings the database's schema up to date. */
public final class MigrateCommand extends ConfiguredCommand<CofferdamConfiguration> {
  private final PrintStream out;

  public MigrateCommand(PrintStream out) {
    super("migrate", "brings the database's schema up to date");
    this.out = out;
  }

  @Override
  protected void run(
      Bootstrap<CofferdamConfiguration> bootstrap,
      Namespace arguments,
      CofferdamConfiguration config) {
    int run = DatabaseWiring.migrate(config);
    out.println(run == 0 ? "The schema is up to date." : "Migrations run: " + run);
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }
}
