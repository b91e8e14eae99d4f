package dev.cofferdam.app.command;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import dev.cofferdam.adapters.tink.access.MasterKeyUnusable;
import io.dropwizard.configuration.ConfigurationException;
import java.io.PrintStream;

/**
 * How a command that ends badly says so: a sentence where that is all there is to know, a stack
 * trace where it is our mistake.
 */
public final class Complaint {
  private Complaint() {}

  /** A failed check, which has been told already. */
  public static final class Told extends Exception {
    private static final long serialVersionUID = 1;
  }

  public static void print(PrintStream err, Throwable error) {
    if (error instanceof Told) {
      return;
    }
    if (error instanceof ConfigurationException
        || error instanceof DatabaseUnusable
        || error instanceof MasterKeyUnusable
        || error instanceof IllegalArgumentException) {
      err.println("cofferdam: " + error.getMessage());
      return;
    }
    error.printStackTrace(err);
  }
}
