package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run executes and may use. The same run always gives the same spec.
 *
 * @param image the image that the commands run in; empty for the installation's own. The process
 *     runtime ignores it.
 * @param repository the repository to put into the workspace first
 * @param commands executed one after the other by {@code /bin/sh -c} in the workspace, each with an
 *     environment of its own, until one fails
 * @param variables environment variables that are not secret; a secret of the same name wins
 * @param timeout for all commands together, from the place's start
 * @param outputLimit bytes of output kept; the rest is counted and dropped
 * @param collecting which files of the workspace are told when the commands are over: when the last
 *     ended, one failed, or the time was up; not when they were stopped
 * @param files to put into the workspace first, as {@link Archives} packs them; not with a
 *     repository
 */
public record SandboxSpec(
    OrgId org,
    RunId run,
    Optional<String> image,
    Optional<CloneSpec> repository,
    List<String> commands,
    Map<String, String> variables,
    Resources resources,
    NetworkMode network,
    Duration timeout,
    long outputLimit,
    Collecting collecting,
    Optional<ByteBuffer> files) {
  public SandboxSpec {
    commands = List.copyOf(commands);
    variables = Map.copyOf(variables);
  }
}
