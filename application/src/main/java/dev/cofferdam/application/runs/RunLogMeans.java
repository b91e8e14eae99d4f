package dev.cofferdam.application.runs;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunLog;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What runs' logs are written with.
 *
 * @param timer shared by all runs of this worker; its tasks are short
 */
public record RunLogMeans(
    Ledger ledger, RunLog log, LogBell bell, ScheduledExecutorService timer) {}
