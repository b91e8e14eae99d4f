package dev.cofferdam.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What this machine's part of the installation is called, so that it knows its own containers on an
 * engine that others use too. Made once and kept in the data folder.
 */
public record InstallationId(String value) {
  private static final int BYTES = 6;

  public static InstallationId in(Path dataDir) {
    Path file = dataDir.resolve("installation-id");
    try {
      Files.createDirectories(dataDir);
      byte[] chance = new byte[BYTES];
      new SecureRandom().nextBytes(chance);
      try {
        Files.writeString(file, HexFormat.of().formatHex(chance), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException known) {
        return new InstallationId(Files.readString(file).strip());
      }
      return new InstallationId(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("The data folder " + dataDir + " can't be written", e);
    }
  }
}
