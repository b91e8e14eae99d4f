package dev.cofferdam.adapters.process.runs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.adapters.process.runs.ConfinedSandboxes.Level;
import dev.cofferdam.application.runs.port.SandboxContract;
import dev.cofferdam.application.runs.port.SandboxFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract, under the strongest and the weakest confinement; under those between in the full
 * profile, where the machine and the tests' user allow them.
 */
@Timeout(300)
final class ProcessSandboxTest {
  abstract static class Confined extends SandboxContract {
    private final Level level;
    @TempDir Path root;

    Confined(Level level) {
      this.level = level;
    }

    @BeforeEach
    void needTheConfinement() throws IOException {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
      assumeTrue(level.worksIn(root), () -> level + " does not work here");
    }

    @Override
    protected SandboxFactory factory() {
      return new ConfinedSandboxes();
    }

    @Override
    protected String argument() {
      return level + ":" + root;
    }
  }

  @Nested
  final class WithOwnUserAndNamespaces extends Confined {
    WithOwnUserAndNamespaces() {
      super(Level.OWN_USER_AND_NAMESPACES);
    }
  }

  @Tag("full")
  @Nested
  final class WithOwnUser extends Confined {
    WithOwnUser() {
      super(Level.OWN_USER);
    }
  }

  @Tag("full")
  @Nested
  final class WithUserNamespace extends Confined {
    WithUserNamespace() {
      super(Level.USER_NAMESPACE);
    }
  }

  @Nested
  final class WithNothing extends Confined {
    WithNothing() {
      super(Level.NOTHING);
    }
  }
}
