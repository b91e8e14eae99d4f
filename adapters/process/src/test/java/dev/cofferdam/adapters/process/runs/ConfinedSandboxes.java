package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.egress.runs.EgressLimits;
import dev.cofferdam.adapters.egress.runs.FilteringEgressProxy;
import dev.cofferdam.adapters.process.runs.Confinement.Users;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the process runtime with a confinement of choice: {@code LEVEL:root}. */
public final class ConfinedSandboxes implements SandboxFactory {
  /** The confinements that differ in how they work. */
  enum Level {
    OWN_USER_AND_NAMESPACES,
    OWN_USER,
    USER_NAMESPACE,
    NOTHING;

    Confinement confinement() {
      return switch (this) {
        case OWN_USER_AND_NAMESPACES -> new Confinement(Users.OWN, false, true, true);
        case OWN_USER -> new Confinement(Users.OWN, false, false, false);
        case USER_NAMESPACE -> new Confinement(Users.SERVER, true, true, true);
        case NOTHING -> new Confinement(Users.SERVER, false, false, false);
      };
    }

    /** Whether this machine, and the user that the tests run as, allows it. */
    boolean worksIn(Path root) {
      return new ConfinementProbe(root, List.of()).works(confinement());
    }
  }

  @Override
  public Sandbox open(String argument) {
    int colon = argument.indexOf(':');
    return new ProcessSandbox(
        Path.of(argument.substring(colon + 1)),
        new FilteringEgressProxy(List.of(), EgressLimits.DEFAULT),
        Optional.empty(),
        Level.valueOf(argument.substring(0, colon)).confinement());
  }
}
