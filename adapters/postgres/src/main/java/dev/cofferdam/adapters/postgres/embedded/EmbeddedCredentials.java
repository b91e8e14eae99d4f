package dev.cofferdam.adapters.postgres.embedded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The passwords of the embedded server's roles: 256 random bits each, in hexadecimal, in a file
 * that only its owner can read. Prints without them.
 */
record EmbeddedCredentials(
    @JsonProperty("postgres") String superuser,
    @JsonProperty("cofferdam_owner") String owner,
    @JsonProperty("cofferdam_app") String app,
    @JsonProperty("cofferdam_system") String system) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final ObjectMapper JSON = new ObjectMapper();

  static EmbeddedCredentials random() {
    SecureRandom chance = new SecureRandom();
    return new EmbeddedCredentials(
        password(chance), password(chance), password(chance), password(chance));
  }

  private static String password(SecureRandom chance) {
    byte[] bytes = new byte[32];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Reads the file, and takes the rights of others away where there are any. */
  static EmbeddedCredentials read(Path file) throws IOException {
    Files.setPosixFilePermissions(file, OWNER_ONLY);
    EmbeddedCredentials read;
    try {
      read = JSON.readValue(file.toFile(), EmbeddedCredentials.class);
    } catch (com.fasterxml.jackson.core.JacksonException broken) {
      // Not chained: the message quotes what it could not read.
      throw unreadable(file);
    }
    if (read.superuser == null || read.owner == null || read.app == null || read.system == null) {
      throw unreadable(file);
    }
    return read;
  }

  private static DatabaseUnusable unreadable(Path file) {
    return new DatabaseUnusable(
        file + " is not the file of passwords that it was. Put it back from a backup.");
  }

  /** Writes the file as a whole or not at all. */
  void write(Path file) throws IOException {
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Path fresh = Files.createTempFile(file.getParent(), "credentials", ".new", ownerOnly);
    Files.write(fresh, JSON.writeValueAsBytes(this), StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return "EmbeddedCredentials[REDACTED]";
  }
}
