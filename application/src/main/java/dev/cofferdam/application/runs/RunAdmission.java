package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.metering.port.Entitlements;
import dev.cofferdam.application.runs.port.RunTurns;
import dev.cofferdam.application.runs.port.RuntimeStatus;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.runs.ImageReference;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What has to hold of any pipeline before it is accepted here, and its org's place in the queue.
 */
public final class RunAdmission {
  private final RuntimeStatus runtime;
  private final RunPolicy policy;
  private final Entitlements entitlements;
  private final RunTurns turns;

  public RunAdmission(
      RuntimeStatus runtime, RunPolicy policy, Entitlements entitlements, RunTurns turns) {
    this.runtime = runtime;
    this.policy = policy;
    this.entitlements = entitlements;
    this.turns = turns;
  }

  /** Notes, in a change of the org, what the org is entitled to now. */
  void queue(OrgId org) {
    OptionalLong atOnce = entitlements.limit(org, Limit.RUNS_AT_ONCE);
    turns.entitle(
        org,
        entitlements.weight(org),
        atOnce.isPresent()
            ? OptionalInt.of((int) Math.min(atOnce.getAsLong(), Integer.MAX_VALUE))
            : OptionalInt.empty());
  }

  void require(Access access, Pipeline pipeline) {
    if (pipeline.network() == NetworkMode.OPEN && !policy.openNetworkAllowed()) {
      throw access.refusing(
          new Refusal(
              Refusal.Kind.FORBIDDEN,
              "network_not_allowed",
              "The operator of this installation does not allow the open network.",
              List.of(new Refusal.FieldError("network", "must be none or proxied here"))),
          "network:open");
    }
    pipeline
        .image()
        .map(ImageReference::new)
        .filter(image -> !policy.registries().contains(image.registry()))
        .ifPresent(
            image -> {
              throw Refusal.invalid(
                  "image", "comes from a registry that is not allowed on this installation");
            });
    runtime
        .missing()
        .ifPresent(
            why -> {
              throw Refusal.unavailable("no_runtime", why);
            });
  }
}
