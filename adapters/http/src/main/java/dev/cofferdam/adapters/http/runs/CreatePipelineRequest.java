package dev.cofferdam.adapters.http.runs;

import static dev.cofferdam.adapters.http.platform.Faults.at;
import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.adapters.http.platform.Faults;
import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.ArtifactPattern;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.RepositoryUrl;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands and what they get; what is left out is as the operator decided. */
record CreatePipelineRequest(
    @Schema(
            description = "The repository to clone, over https.",
            example = "https://example.org/shop.git",
            maxLength = 2_048)
        @Nullable String repoUrl,
    @Schema(description = "The branch to check out.", example = "main") @Nullable String branch,
    @Schema(description = "The ref to check out.", example = "refs/tags/v1", pattern = "^refs/")
        @Nullable String ref,
    @Schema(
            description = "The commit to check out: a whole object id.",
            example = "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
            pattern = "^([0-9a-f]{40}|[0-9a-f]{64})$")
        @Nullable String commit,
    @Schema(
            description = "What runs, one after the other, each in a shell, up to 64 KiB.",
            example = "[\"make\", \"make test\"]",
            requiredMode = REQUIRED)
        @ArraySchema(minItems = 1, maxItems = 100)
        @Nullable List<String> commands,
    @Schema(
            description = "The container image; the operator decides where it is left out.",
            example = "alpine:3",
            maxLength = 400)
        @Nullable String image,
    @Schema(implementation = ProjectName.class, description = "Whose secrets the run gets.")
        @Nullable String project,
    @Schema(
            implementation = EnvironmentName.class,
            description = "The environment whose secrets the run gets.")
        @Nullable String environment,
    @Schema(
            description = "Environment variables that are not secret; at most 200, 128 KiB in all.",
            example = "{\"CI\": \"1\"}")
        @Nullable Map<String, String> variables,
    @Schema(
            description =
                "For all commands together, in seconds; the operator decides where it is left out.",
            example = "1800",
            minimum = "1",
            maximum = "21600")
        @Nullable Long timeoutS,
    @Schema(
            description =
                "What the run may use at most; the operator decides where it is left out.")
        @Nullable ResourcesRequest resources,
    @Schema(
            implementation = NetworkMode.class,
            description = "What the commands can reach; the operator decides where it is left out.")
        @Nullable String network,
    @Schema(
            description =
                "Which files of the workspace are kept when the commands are over: paths with `*`,"
                    + " `?` and `**`, up to 200 bytes each.",
            example = "[\"dist/**\", \"reports/*.xml\"]")
        @ArraySchema(maxItems = 32)
        @Nullable List<String> artifacts,
    @Schema(
            implementation = UploadId.class,
            description = "The upload whose files are put into the workspace, and no repository's.")
        @Nullable String uploadId,
    @Schema(
            description =
                "Who is told how the run ended: a public https address that gets its last event,"
                    + " signed with the secret of the org's callbacks.",
            example = "https://ci.example.org/done",
            maxLength = WebhookUrl.MAX_LENGTH)
        @Nullable String callbackUrl) {
  /** Each field on its own. */
  record ResourcesRequest(
      @Schema(
              description = "Cores' worth of time.",
              example = "1.5",
              minimum = "0.1",
              maximum = "64")
          @Nullable Double cpus,
      @Schema(
              description = "Memory in MiB; the workspace lives in it.",
              example = "2048",
              minimum = "16",
              maximum = "262144")
          @Nullable Integer memoryMb,
      @Schema(
              description = "Processes and threads at once.",
              example = "512",
              minimum = "8",
              maximum = "32768")
          @Nullable Integer pids,
      @Schema(
              description = "The workspace's size in MiB.",
              example = "1024",
              minimum = "1",
              maximum = "1048576")
          @Nullable Integer diskMb) {
    Resources over(Resources normal) {
      return new Resources(
          Objects.requireNonNullElse(cpus, normal.cpus()),
          Objects.requireNonNullElse(memoryMb, normal.memoryMb()),
          Objects.requireNonNullElse(pids, normal.pids()),
          Objects.requireNonNullElse(diskMb, normal.diskMb()));
    }
  }

  CreatePipeline.Command command(OrgId org, RunPolicy policy) {
    Pipeline pipeline =
        new Pipeline(
            repository(),
            required("commands", commands),
            Optional.ofNullable(image),
            Objects.requireNonNullElse(variables, Map.of()),
            timeoutS == null ? policy.timeout() : timeout(timeoutS),
            resources == null ? policy.resources() : resources.over(policy.resources()),
            network == null ? policy.network() : mode(network),
            patterns(),
            Optional.ofNullable(uploadId).map(CreatePipelineRequest::upload));
    return new CreatePipeline.Command(
        org,
        pipeline,
        secrets(org),
        Optional.ofNullable(callbackUrl)
            .map(text -> at("callback_url", () -> WebhookUrl.parse(text))));
  }

  private static UploadId upload(String id) {
    return UploadId.parse(id)
        .orElseThrow(() -> Refusal.invalid("upload_id", "is not the id of an upload"));
  }

  private List<ArtifactPattern> patterns() {
    List<String> wanted = Objects.requireNonNullElse(artifacts, List.of());
    List<ArtifactPattern> patterns = new ArrayList<>();
    for (String pattern : wanted) {
      String field = "artifacts[" + patterns.size() + "]";
      patterns.add(Faults.at(field, () -> new ArtifactPattern(required(field, pattern))));
    }
    return patterns;
  }

  private Optional<CloneSpec> repository() {
    List<CloneSpec.Revision> revisions = new ArrayList<>();
    Optional.ofNullable(branch).map(CloneSpec.Branch::new).ifPresent(revisions::add);
    Optional.ofNullable(ref).map(CloneSpec.Ref::new).ifPresent(revisions::add);
    Optional.ofNullable(commit).map(CloneSpec.Commit::new).ifPresent(revisions::add);
    if (revisions.size() > 1) {
      throw Refusal.invalid(
          commit == null ? "ref" : "commit", "can't go with another of branch, ref and commit");
    }
    if (repoUrl == null && !revisions.isEmpty()) {
      throw Refusal.invalid("repo_url", "is missing: what is to be checked out is of a repository");
    }
    return Optional.ofNullable(repoUrl)
        .map(url -> new CloneSpec(new RepositoryUrl(url), revisions.stream().findFirst()));
  }

  private Optional<Address> secrets(OrgId org) {
    if (project == null && environment == null) {
      return Optional.empty();
    }
    String wantedProject = required("project", project);
    String wantedEnvironment = required("environment", environment);
    return Optional.of(
        new Address(org, new ProjectName(wantedProject), new EnvironmentName(wantedEnvironment)));
  }

  private static Duration timeout(long seconds) {
    if (seconds < 0 || seconds > Integer.MAX_VALUE) {
      throw Refusal.invalid("timeout_s", "is out of range");
    }
    return Duration.ofSeconds(seconds);
  }

  private static NetworkMode mode(String text) {
    return switch (text) {
      case "none" -> NetworkMode.NONE;
      case "proxied" -> NetworkMode.PROXIED;
      case "open" -> NetworkMode.OPEN;
      default -> throw Refusal.invalid("network", "must be none, proxied or open");
    };
  }
}
