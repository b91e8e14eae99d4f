package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.adapters.driver.DriverTranscript;
import dev.cofferdam.application.runs.port.Consumption;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a container's work ended: as its driver says, else as far as the engine knows. A command that
 * the kernel killed for lack of memory is known by the driver, from its cgroup; the engine says
 * OOMKilled of a container only when its PID 1 was hit, and with some cgroup versions at any hit,
 * so it is asked only when the driver could say nothing more.
 */
final class Conclusion {
  private final Engine engine;
  private final String id;
  private final DriverTranscript transcript;

  Conclusion(Engine engine, String id, DriverTranscript transcript) {
    this.engine = engine;
    this.id = id;
    this.transcript = transcript;
  }

  SandboxEnding of(DrivenContainer driven) throws SandboxUnavailable, InterruptedException {
    Optional<SandboxEnding> told = transcript.ending();
    if (told.isPresent()) {
      return told.get();
    }
    if (transcript.refused().isPresent()) {
      return new SandboxEnding.Lost(
          "the step driver refused its work: " + transcript.refused().get(), Consumption.NONE);
    }
    Optional<Engine.State> state = engine.state(id);
    Consumption used = used(state.flatMap(Engine.State::finished));
    if (driven.wasOverrun()) {
      return new SandboxEnding.TimedOut(used);
    }
    if (state.isEmpty()) {
      return new SandboxEnding.Lost("somebody removed the container", used);
    }
    return state.get().oomKilled()
        ? new SandboxEnding.OutOfMemory(used)
        : new SandboxEnding.Lost(
            "the container was ended from outside, with exit code " + state.get().exitCode(), used);
  }

  private Consumption used(Optional<Instant> finished) {
    Duration wall =
        transcript
            .accepted()
            .flatMap(from -> finished.map(to -> Duration.between(from, to)))
            .filter(duration -> !duration.isNegative())
            .orElse(Duration.ZERO);
    return new Consumption(wall, OptionalLong.empty(), OptionalLong.empty());
  }
}
