package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.ArtifactPattern;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was asked for, with what the operator decided where nothing was asked. */
record PipelineSpecView(
    @Schema(
            description = "The repository to clone, over https.",
            example = "https://example.org/shop.git",
            maxLength = 2_048)
        Optional<String> repoUrl,
    @Schema(description = "The branch to check out.", example = "main") Optional<String> branch,
    @Schema(description = "The ref to check out.", example = "refs/tags/v1", pattern = "^refs/")
        Optional<String> ref,
    @Schema(
            description = "The commit to check out: a whole object id.",
            example = "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
            pattern = "^([0-9a-f]{40}|[0-9a-f]{64})$")
        Optional<String> commit,
    @Schema(
            description = "What runs, one after the other, each in a shell.",
            example = "[\"make\", \"make test\"]")
        @ArraySchema(minItems = 1, maxItems = 100)
        List<String> commands,
    @Schema(
            description = "The container image; the operator's where it is null.",
            example = "alpine:3",
            maxLength = 400)
        Optional<String> image,
    @Schema(implementation = ProjectName.class, description = "Whose secrets the run gets.")
        Optional<String> project,
    @Schema(
            implementation = EnvironmentName.class,
            description = "The environment whose secrets the run gets.")
        Optional<String> environment,
    @Schema(
            description = "Environment variables that are not secret; at most 200, 128 KiB in all.",
            example = "{\"CI\": \"1\"}")
        Map<String, String> variables,
    @Schema(
            description = "For all commands together, in seconds.",
            example = "1800",
            minimum = "1",
            maximum = "21600")
        long timeoutS,
    @Schema(description = "What the run may use at most.") ResourcesView resources,
    @Schema(implementation = NetworkMode.class, description = "What the commands can reach.")
        String network,
    @Schema(
            description = "Which files of the workspace are kept when the commands are over.",
            example = "[\"dist/**\", \"reports/*.xml\"]")
        @ArraySchema(maxItems = 32)
        List<String> artifacts,
    @Schema(
            implementation = UploadId.class,
            description = "The upload whose files are put into the workspace.")
        Optional<String> uploadId) {
  record ResourcesView(
      @Schema(
              description = "Cores' worth of time.",
              example = "1.5",
              minimum = "0.1",
              maximum = "64")
          double cpus,
      @Schema(
              description = "Memory in MiB; the workspace lives in it.",
              example = "2048",
              minimum = "16",
              maximum = "262144")
          int memoryMb,
      @Schema(
              description = "Processes and threads at once.",
              example = "512",
              minimum = "8",
              maximum = "32768")
          int pids,
      @Schema(
              description = "The workspace's size in MiB.",
              example = "1024",
              minimum = "1",
              maximum = "1048576")
          int diskMb) {
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
        pipeline.network().name().toLowerCase(Locale.ROOT),
        pipeline.artifacts().stream().map(ArtifactPattern::value).toList(),
        pipeline.upload().map(UploadId::toString));
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
