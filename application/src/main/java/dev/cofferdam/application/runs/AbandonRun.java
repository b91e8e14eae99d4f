package dev.cofferdam.application.runs;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Ends a run that the platform could not execute, however often it tried. It is not billed. */
public final class AbandonRun {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final RunEnder ender;

  public AbandonRun(RunEnder ender) {
    this.ender = ender;
  }

  /**
   * @param why a sentence for people, free of secrets
   */
  public record Command(OrgId org, RunId run, String why) {}

  public void execute(Command command) {
    Ending ending =
        new Ending(
            RunStatus.ERROR,
            Optional.of(FailureReason.PLATFORM),
            Optional.of(command.why()),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Receipt.NOTHING,
            List.of());
    Actor actor = new Actor.Installation("runs", Actor.Origin.INSIDE);
    ender.end(actor, command.org(), command.run(), ending);
  }
}
