package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.ArtifactPattern;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The columns of {@code runs} that say what to execute, but for the commands.
 *
 * @param variables as JSON, as {@code artifacts} are
 */
record PipelineRow(
    RepositoryRow repository,
    Optional<String> image,
    String variables,
    long timeoutMs,
    double cpus,
    int memoryMb,
    int pids,
    int diskMb,
    String network,
    String artifacts,
    Optional<UUID> uploadId) {
  static PipelineRow of(Pipeline pipeline) {
    Resources resources = pipeline.resources();
    return new PipelineRow(
        RepositoryRow.of(pipeline.repository()),
        pipeline.image(),
        RunJson.write(pipeline.variables()),
        pipeline.timeout().toMillis(),
        resources.cpus(),
        resources.memoryMb(),
        resources.pids(),
        resources.diskMb(),
        pipeline.network().name().toLowerCase(Locale.ROOT),
        RunJson.write(pipeline.artifacts().stream().map(ArtifactPattern::value).toList()),
        pipeline.upload().map(UploadId::value));
  }

  Pipeline toPipeline(List<String> commands) {
    return new Pipeline(
        repository.toRepository(),
        commands,
        image,
        RunJson.variables(variables),
        Duration.ofMillis(timeoutMs),
        new Resources(cpus, memoryMb, pids, diskMb),
        NetworkMode.valueOf(network.toUpperCase(Locale.ROOT)),
        RunJson.patterns(artifacts),
        uploadId.map(UploadId::new));
  }
}
