package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was asked for, with what the operator decided where nothing was asked. */
record PipelineSpecView(
    Optional<String> repoUrl,
    Optional<String> branch,
    Optional<String> ref,
    Optional<String> commit,
    List<String> commands,
    Optional<String> image,
    Optional<String> project,
    Optional<String> environment,
    Map<String, String> variables,
    long timeoutS,
    ResourcesView resources,
    String network) {
  record ResourcesView(double cpus, int memoryMb, int pids, int diskMb) {
    static ResourcesView of(Resources resources) {
      return new ResourcesView(
          resources.cpus(), resources.memoryMb(), resources.pids(), resources.diskMb());
    }
  }

  static PipelineSpecView of(Run run) {
    Pipeline pipeline = run.pipeline();
    return new PipelineSpecView(
        pipeline.repository().map(repository -> repository.url().value()),
        revision(pipeline, CloneSpec.Branch.class),
        revision(pipeline, CloneSpec.Ref.class),
        revision(pipeline, CloneSpec.Commit.class),
        pipeline.commands(),
        pipeline.image(),
        run.environment().map(Run.SecretSource::project),
        run.environment().map(Run.SecretSource::environment),
        pipeline.variables(),
        pipeline.timeout().toSeconds(),
        ResourcesView.of(pipeline.resources()),
        pipeline.network().name().toLowerCase(Locale.ROOT));
  }

  private static Optional<String> revision(
      Pipeline pipeline, Class<? extends CloneSpec.Revision> kind) {
    return pipeline
        .repository()
        .flatMap(CloneSpec::revision)
        .filter(kind::isInstance)
        .map(CloneSpec.Revision::name);
  }
}
