package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;

/**
 * What one sandbox may use at most.
 *
 * @param cpus cores' worth of time, 0.1 to 64
 * @param memoryMb memory without swap, in MiB, 16 to 262,144; the workspace lives in it
 * @param pids processes and threads at once, 8 to 32,768
 * @param diskMb size of the workspace, in MiB, 1 to 1,048,576
 */
public record Resources(double cpus, int memoryMb, int pids, int diskMb) {
  public static final Resources DEFAULT = new Resources(1, 2048, 512, 1024);

  public Resources {
    require("cpus", cpus, 0.1, 64);
    require("memory_mb", memoryMb, 16, 262_144);
    require("pids", pids, 8, 32_768);
    require("disk_mb", diskMb, 1, 1_048_576);
  }

  private static void require(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw Refusal.invalid(
          "resources." + field, "must be from " + plain(least) + " to " + plain(most));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
