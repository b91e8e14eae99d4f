package dev.cofferdam.app.command;

import dev.cofferdam.adapters.tink.access.MasterKeyRotation;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.wiring.KeyAdministration;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code keys}: shows and rotates the master key, and destroys an org's key. With the embedded
 * database the server has to be stopped; with another one it may run.
 */
public final class KeysCommand extends ConfiguredCommand<CofferdamConfiguration> {
  private static final String STATUS = "status";
  private static final String ROTATE_MASTER = "rotate-master";
  private static final String DESTROY_ORG = "destroy-org";

  private final PrintStream out;

  public KeysCommand(PrintStream out) {
    super("keys", "shows and rotates the master key, destroys an org's key");
    this.out = out;
  }

  @Override
  public void configure(Subparser parser) {
    super.configure(parser);
    parser
        .addArgument("-a", "--action")
        .choices(STATUS, ROTATE_MASTER, DESTROY_ORG)
        .setDefault(STATUS)
        .help("what to do");
    parser
        .addArgument("--step")
        .choices("all", "add", "promote", "rewrap", "retire")
        .setDefault("all")
        .help("one step of rotate-master, where several hosts have a copy of the file");
    parser.addArgument("--org").setDefault("").help("the id of the org to destroy the key of");
    parser.addArgument("--confirm").setDefault("").help("the same id once more");
  }

  @Override
  protected void run(
      Bootstrap<CofferdamConfiguration> bootstrap,
      Namespace arguments,
      CofferdamConfiguration config) {
    try (KeyAdministration keys = KeyAdministration.open(config)) {
      switch (arguments.getString("action")) {
        case ROTATE_MASTER -> rotate(keys, arguments.getString("step"));
        case DESTROY_ORG ->
            destroy(keys, arguments.getString("org"), arguments.getString("confirm"));
        default -> show(keys);
      }
    }
  }

  private void show(KeyAdministration keys) {
    MasterKeyRotation.Keys there = keys.masterKeys();
    Map<String, Long> uses = new TreeMap<>(keys.uses());
    for (String id : there.ids()) {
      Long wrapped = uses.remove(id);
      out.printf(
          "%s  %s  wraps %d keysets%n",
          id,
          id.equals(there.primary()) ? "primary" : "older or newer",
          wrapped == null ? 0 : wrapped);
    }
  }

  private void rotate(KeyAdministration keys, String step) {
    boolean all = step.equals("all");
    if (step.equals("add") || (all && !keys.masterKeys().isUnderWay())) {
      keys.add();
      out.println("A new master key is in the file. Back the file up now.");
    }
    if (all || step.equals("promote")) {
      out.println("This master key wraps from now on: " + keys.promote().primary());
    }
    if (all || step.equals("rewrap")) {
      out.println("Keysets wrapped anew: " + keys.rewrap());
    }
    if (all || step.equals("retire")) {
      out.println("Taken out of the file: " + String.join(", ", keys.retire()));
    }
    show(keys);
  }

  private void destroy(KeyAdministration keys, String org, String confirmed) {
    if (org.isEmpty() || !org.equals(confirmed)) {
      throw new IllegalArgumentException(
          "To make everything of an org unreadable for good, give its id twice: --org ID --confirm"
              + " ID");
    }
    OrgId id =
        OrgId.parse(org)
            .orElseThrow(() -> new IllegalArgumentException("This is no org's id: " + org));
    try {
      out.println(
          keys.destroy(id)
              ? "The key of the org " + id + " is destroyed, and its share outside of the database."
              : "The key of the org " + id + " was destroyed before.");
    } catch (Refusal refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable error) {
    Complaint.print(System.err, error);
  }
}
