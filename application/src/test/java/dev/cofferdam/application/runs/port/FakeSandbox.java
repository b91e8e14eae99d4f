package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.vault.SecretValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Plays a script of events to each caller from its beginning, as a sandbox has to. It holds where a
 * test wants it to, until it is let go or stopped. Safe for use by many threads.
 */
public final class FakeSandbox implements Sandbox {
  private final List<SandboxEvent> script = new ArrayList<>();
  private final List<SandboxSpec> specs = new ArrayList<>();
  private final List<Map<String, SecretValue>> secrets = new ArrayList<>();
  private final Set<RunId> present = new LinkedHashSet<>();
  private final Set<RunId> stopped = new LinkedHashSet<>();
  private SandboxEnding ending =
      new SandboxEnding.Completed(
          new Consumption(
              Duration.ofMillis(1_500), OptionalLong.of(700), OptionalLong.of(64 << 20)));
  private int heldAt = Integer.MAX_VALUE;
  private boolean held;
  private int unavailable;

  /** Bytes of UTF-8, as events have them. */
  public static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }

  /** Adds to the script. */
  public synchronized FakeSandbox plays(SandboxEvent... events) {
    script.addAll(List.of(events));
    return this;
  }

  /** Adds the start of the commands. */
  public FakeSandbox starts(Instant at) {
    return plays(new SandboxEvent.Starting(), new SandboxEvent.Started(at));
  }

  /** Adds a whole step. */
  public FakeSandbox step(int index, Instant at, int exitCode, String... output) {
    plays(new SandboxEvent.StepStarted(index, at));
    for (String piece : output) {
      plays(new SandboxEvent.StepOutput(index, bytes(piece)));
    }
    return plays(new SandboxEvent.StepEnded(index, exitCode, 0, Duration.ofMillis(20)));
  }

  public synchronized FakeSandbox ends(SandboxEnding how) {
    ending = how;
    return this;
  }

  /** Makes {@link #run} wait before the event of this index, or before the ending. */
  public synchronized FakeSandbox holdsAt(int index) {
    heldAt = index;
    held = false;
    return this;
  }

  public synchronized void letGo() {
    heldAt = Integer.MAX_VALUE;
    notifyAll();
  }

  /** Makes the runtime fail so many times. */
  public synchronized FakeSandbox unavailable(int times) {
    unavailable = times;
    return this;
  }

  /** Loses a run's place, as a broken host would. */
  public synchronized void lose(RunId run) {
    present.remove(run);
  }

  @Override
  public RuntimeKind runtime() {
    return RuntimeKind.DOCKER;
  }

  @Override
  public List<String> gaps() {
    return List.of();
  }

  @Override
  public SandboxEnding run(
      SandboxSpec spec, Map<String, SecretValue> given, SandboxListener listener)
      throws InterruptedException, SandboxUnavailable {
    begin(spec, given);
    int length = length();
    for (int i = 0; i < length; i++) {
      if (!mayGoOn(spec.run(), i)) {
        return new SandboxEnding.Stopped(Consumption.NONE);
      }
      listener.on(fresh(event(i)));
    }
    return mayGoOn(spec.run(), length) ? ending() : new SandboxEnding.Stopped(Consumption.NONE);
  }

  /** The event with bytes that nobody has read yet. */
  private static SandboxEvent fresh(SandboxEvent event) {
    if (event instanceof SandboxEvent.CloneOutput clone) {
      return new SandboxEvent.CloneOutput(clone.bytes().duplicate());
    }
    if (event instanceof SandboxEvent.StepOutput output) {
      return new SandboxEvent.StepOutput(output.index(), output.bytes().duplicate());
    }
    return event;
  }

  private synchronized void begin(SandboxSpec spec, Map<String, SecretValue> given)
      throws SandboxUnavailable {
    if (unavailable > 0) {
      unavailable--;
      throw new SandboxUnavailable("the engine is away");
    }
    specs.add(spec);
    secrets.add(Map.copyOf(given));
    present.add(spec.run());
    notifyAll();
  }

  private synchronized boolean mayGoOn(RunId run, int index) throws InterruptedException {
    while (index >= heldAt && !stopped.contains(run)) {
      held = true;
      notifyAll();
      wait();
    }
    return !stopped.contains(run);
  }

  private synchronized int length() {
    return script.size();
  }

  private synchronized SandboxEvent event(int index) {
    return script.get(index);
  }

  private synchronized SandboxEnding ending() {
    return ending;
  }

  @Override
  public synchronized void stop(RunId run) {
    if (present.contains(run)) {
      stopped.add(run);
      notifyAll();
    }
  }

  @Override
  public synchronized void remove(RunId run) {
    present.remove(run);
  }

  @Override
  public synchronized Set<RunId> present() {
    return Set.copyOf(present);
  }

  /** What it was asked to execute, once for each call. */
  public synchronized List<SandboxSpec> specs() {
    return List.copyOf(specs);
  }

  /** The secrets that it was given, once for each call. */
  public synchronized List<Map<String, SecretValue>> secrets() {
    return List.copyOf(secrets);
  }

  /** The runs that were stopped. */
  public synchronized Set<RunId> stopped() {
    return Set.copyOf(stopped);
  }

  /** Waits until a caller waits where {@link #holdsAt} said. */
  public synchronized void awaitHeld() throws InterruptedException {
    while (!held) {
      wait();
    }
  }
}
