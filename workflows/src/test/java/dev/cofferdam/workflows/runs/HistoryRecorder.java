package dev.cofferdam.workflows.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the histories that {@link RunHistoriesTest} replays. Run it into a new folder when {@link
 * RunPipelineWorkflowImpl} changes, and keep the old histories for as long as runs of that version
 * may be under way. Its ids belong to nobody.
 */
final class HistoryRecorder {
  private static final RunRef RUN =
      new RunRef(
          "01930000-0000-7000-8000-000000000001", "01930000-0000-7000-8000-000000000002", "shared");

  private HistoryRecorder() {}

  /**
   * @param arguments the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    record(folder.resolve("executed.json"), new ScriptedRuns(attempt -> {}));
    record(
        folder.resolve("abandoned.json"),
        new ScriptedRuns(
            attempt -> {
              throw new IllegalStateException("no engine");
            }));
  }

  private static void record(Path file, ScriptedRuns runs) throws IOException {
    try (SkippingTemporal temporal = SkippingTemporal.clear("recorder")) {
      temporal.work(runs);
      temporal.launch(RUN);
      temporal.join(RUN);
      Files.writeString(
          file,
          temporal.client().fetchHistory(TemporalRunLauncher.workflowId(RUN.runId())).toJson(true)
              + "\n");
    }
  }
}
