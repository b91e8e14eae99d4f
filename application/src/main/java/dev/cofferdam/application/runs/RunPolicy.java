package dev.cofferdam.application.runs;

import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import java.time.Duration;
import java.util.Set;

/**
 * What the operator decides about runs.
 *
 * @param network for pipelines that name none
 * @param openNetworkAllowed whether {@link NetworkMode#OPEN} may be asked for
 * @param timeout for pipelines that name none
 * @param resources for pipelines that name none, field by field
 * @param outputLimit bytes of output that are kept of a run
 * @param registries that images may come from, {@code host} or {@code host:port} each: the engine
 *     reaches them by itself, past the egress proxy
 * @param artifacts what is kept of the files that runs leave behind
 */
public record RunPolicy(
    NetworkMode network,
    boolean openNetworkAllowed,
    Duration timeout,
    Resources resources,
    long outputLimit,
    Set<String> registries,
    ArtifactPolicy artifacts) {
  public RunPolicy {
    registries = Set.copyOf(registries);
  }
}
