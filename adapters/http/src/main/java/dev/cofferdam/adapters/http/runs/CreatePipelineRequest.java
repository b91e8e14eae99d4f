package dev.cofferdam.adapters.http.runs;

import static dev.cofferdam.adapters.http.platform.Faults.required;

import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.vault.EnvironmentFinder.Address;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.RepositoryUrl;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands and what they get; what is left out is as the operator decided. */
record CreatePipelineRequest(
    @Nullable String repoUrl,
    @Nullable String branch,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable List<String> commands,
    @Nullable String image,
    @Nullable String project,
    @Nullable String environment,
    @Nullable Map<String, String> variables,
    @Nullable Long timeoutS,
    @Nullable ResourcesRequest resources,
    @Nullable String network) {
  /** Each field on its own. */
  record ResourcesRequest(
      @Nullable Double cpus,
      @Nullable Integer memoryMb,
      @Nullable Integer pids,
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
            network == null ? policy.network() : mode(network));
    return new CreatePipeline.Command(org, pipeline, secrets(org));
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
