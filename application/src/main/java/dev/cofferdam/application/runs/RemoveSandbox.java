package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import java.util.Optional;

/** Removes what a run left in the runtime, once the run has ended and its log is kept. */
public final class RemoveSandbox {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Ledger ledger;
  private final RunStore runs;
  private final Sandbox sandbox;

  public RemoveSandbox(Ledger ledger, RunStore runs, Sandbox sandbox) {
    this.ledger = ledger;
    this.runs = runs;
    this.sandbox = sandbox;
  }

  public record Command(OrgId org, RunId run) {}

  /**
   * @throws SandboxUnavailable when the runtime fails; worth trying again
   */
  public void execute(Command command) throws SandboxUnavailable {
    Optional<Run> run =
        ledger.read(
            Access.ofInstallation(command.org()), () -> runs.find(command.org(), command.run()));
    if (run.map(found -> found.status().isFinal()).orElse(true)) {
      sandbox.remove(command.run());
    }
  }
}
