package dev.cofferdam.adapters.process.runs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.adapters.process.runs.ConfinedSandboxes.Level;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.UnpackingContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Under the strongest and the weakest confinement. */
@Timeout(300)
final class ProcessUnpackingTest {
  abstract static class Confined extends UnpackingContract {
    private final Level level;
    @TempDir Path root;

    Confined(Level level) {
      this.level = level;
    }

    @Override
    protected Sandbox open() {
      try {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      assumeTrue(level.worksIn(root), () -> level + " does not work here");
      return new ConfinedSandboxes().open(level + ":" + root);
    }

    @Override
    protected boolean isDiskLimited() {
      return level.confinement().namespaces();
    }
  }

  @Nested
  final class WithOwnUserAndNamespaces extends Confined {
    WithOwnUserAndNamespaces() {
      super(Level.OWN_USER_AND_NAMESPACES);
    }
  }

  @Nested
  final class WithoutConfinement extends Confined {
    WithoutConfinement() {
      super(Level.NOTHING);
    }
  }
}
