package dev.cofferdam.adapters.tink.access;

import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Master keys for tests, whose files are gone again at once. */
public final class MasterKeys {
  private MasterKeys() {}

  public static MasterKey fresh() {
    try {
      Path folder = Files.createTempDirectory("cofferdam-master-key");
      Path file = folder.resolve("key.json");
      try {
        return MasterKey.open(file, new InMemoryInstanceKeyStore());
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
