package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxEvent.LeftOut;
import dev.cofferdam.application.runs.port.SandboxListener;
import dev.cofferdam.domain.runs.ArtifactName;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Tells a listener of the files that a driver collects; those that have no fit name are left out.
 */
final class CollectedFiles {
  private final SandboxListener listener;
  private boolean passing;

  CollectedFiles(SandboxListener listener) {
    this.listener = listener;
  }

  void take(DriverFrame frame) {
    if (frame instanceof DriverFrame.FileBegun file) {
      begin(file);
    } else if (frame instanceof DriverFrame.FileBytes piece) {
      if (!passing) {
        listener.on(new SandboxEvent.ArtifactBytes(piece.bytes()));
      }
    } else if (frame instanceof DriverFrame.FileEnded file) {
      if (!passing) {
        listener.on(new SandboxEvent.ArtifactEnded(file.whole()));
      }
    } else if (frame instanceof DriverFrame.FileLeftOut file) {
      listener.on(new SandboxEvent.ArtifactLeftOut(shown(file.path()), file.why()));
    } else if (frame instanceof DriverFrame.MoreLeftOut more) {
      listener.on(new SandboxEvent.MoreLeftOut(more.count()));
    }
  }

  private void begin(DriverFrame.FileBegun file) {
    Optional<ArtifactName> name = ArtifactName.of(file.path());
    passing = name.isEmpty();
    listener.on(
        name.isPresent()
            ? new SandboxEvent.ArtifactBegun(name.get(), file.size())
            : new SandboxEvent.ArtifactLeftOut(shown(file.path()), LeftOut.NAME));
  }

  /** What can be written in one line and in its order, whatever it is. */
  private static String shown(ByteBuffer path) {
    StringBuilder text = new StringBuilder();
    UTF_8
        .decode(path.duplicate())
        .toString()
        .codePoints()
        .map(each -> ArtifactName.isPlain(each) ? each : '\ufffd')
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
