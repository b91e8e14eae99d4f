package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.RuntimeStatus;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.ImageReference;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import java.util.List;

/** What has to hold of any pipeline before it is accepted here. */
public final class RunAdmission {
  private final RuntimeStatus runtime;
  private final RunPolicy policy;

  public RunAdmission(RuntimeStatus runtime, RunPolicy policy) {
    this.runtime = runtime;
    this.policy = policy;
  }

  void require(Pipeline pipeline) {
    if (pipeline.network() == NetworkMode.OPEN && !policy.openNetworkAllowed()) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "network_not_allowed",
          "The operator of this installation does not allow the open network.",
          List.of(new Refusal.FieldError("network", "must be none or proxied here")));
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
