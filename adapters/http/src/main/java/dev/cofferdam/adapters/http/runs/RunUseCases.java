package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.application.runs.CreateUpload;
import dev.cofferdam.application.runs.ListWorkers;
import dev.cofferdam.application.runs.ReadLog;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.runs.port.LogBell;
import java.time.Clock;
import java.util.List;

/**
 * What this feature's routes call.
 *
 * @param followers closed by who made them
 */
public record RunUseCases(
    PipelineResource.Pipelines pipelines,
    ListWorkers listWorkers,
    RunPolicy policy,
    ReadLog readLog,
    ArtifactResource.Artifacts artifacts,
    CreateUpload createUpload,
    LogBell bell,
    Followers followers,
    Clock clock) {
  public List<Object> resources(Platform platform) {
    LogFeed.Sources sources = new LogFeed.Sources(readLog, pipelines.show(), bell, clock);
    return List.of(
        new PipelineResource(pipelines, policy, platform.answers()),
        new WorkerResource(listWorkers),
        new ArtifactResource(artifacts),
        new UploadResource(createUpload, platform.answers()),
        new LogResource(sources, followers, new SseFrame(platform.json())));
  }
}
