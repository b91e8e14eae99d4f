package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.application.runs.ListWorkers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A process that executes runs. */
record WorkerView(
    @Schema(description = "What it is called.", example = "3f9c0a1b2c4d") String id,
    @Schema(description = "Whether it serves named orgs alone, this one among them.")
        boolean dedicated,
    @Schema(description = "How many runs it executes at once.", example = "2", minimum = "1")
        int slots,
    @Schema(
            description = "`live`, `draining` (takes no new runs) or `silent`.",
            example = "live",
            allowableValues = {"live", "draining", "silent"})
        String status,
    @Schema(description = "When it was heard of last.") Instant seenAt) {
  static WorkerView of(ListWorkers.Listed listed) {
    return new WorkerView(
        listed.seen().worker().id(),
        !listed.seen().worker().orgs().isEmpty(),
        listed.seen().worker().slots(),
        status(listed),
        listed.seen().at());
  }

  private static String status(ListWorkers.Listed listed) {
    if (listed.silent()) {
      return "silent";
    }
    return listed.seen().worker().draining() ? "draining" : "live";
  }
}
