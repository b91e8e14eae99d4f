package dev.cofferdam.application.runs.port;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A listener that keeps what it hears. Safe for reading by other threads. */
public final class RecordedRun implements SandboxListener {
  private final List<SandboxEvent> events = new ArrayList<>();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final CountDownLatch output = new CountDownLatch(1);

  @Override
  public synchronized void on(SandboxEvent event) {
    events.add(event);
    if (event instanceof SandboxEvent.StepOutput step) {
      all.writeBytes(bytes(step.bytes()));
      output.countDown();
    }
  }

  public synchronized List<SandboxEvent> events() {
    return List.copyOf(events);
  }

  /** Those of one kind. */
  public <T extends SandboxEvent> List<T> events(Class<T> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** All that all steps printed. */
  public synchronized byte[] output() {
    return all.toByteArray();
  }

  public byte[] output(int step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    events(SandboxEvent.StepOutput.class).stream()
        .filter(event -> event.index() == step)
        .forEach(event -> out.writeBytes(bytes(event.bytes())));
    return out.toByteArray();
  }

  public String text(int step) {
    return new String(output(step), StandardCharsets.UTF_8);
  }

  public SandboxEvent.StepEnded ended(int step) {
    return events(SandboxEvent.StepEnded.class).stream()
        .filter(event -> event.index() == step)
        .findFirst()
        .orElseThrow(() -> new AssertionError("step " + step + " has not ended: " + events()));
  }

  /** What the clone printed. */
  public String cloneText() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    events(SandboxEvent.CloneOutput.class).forEach(event -> out.writeBytes(bytes(event.bytes())));
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The whole artifacts, by their names. */
  public Map<String, byte[]> artifacts() {
    Map<String, byte[]> artifacts = new TreeMap<>();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    String name = "";
    for (SandboxEvent event : events()) {
      if (event instanceof SandboxEvent.ArtifactBegun begun) {
        content.reset();
        name = begun.name().value();
      } else if (event instanceof SandboxEvent.ArtifactBytes piece) {
        content.writeBytes(bytes(piece.bytes()));
      } else if (event instanceof SandboxEvent.ArtifactEnded ended && ended.whole()) {
        artifacts.put(name, content.toByteArray());
      }
    }
    return artifacts;
  }

  public void awaitOutput() throws InterruptedException {
    if (!output.await(120, TimeUnit.SECONDS)) {
      throw new AssertionError("no output came: " + events());
    }
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
