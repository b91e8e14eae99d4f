package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.docker.DockerReader;
import dev.cofferdam.domain.vault.docker.DockerWriter;
import dev.cofferdam.domain.vault.dotenv.DotenvReader;
import dev.cofferdam.domain.vault.dotenv.DotenvWriter;
import dev.cofferdam.domain.vault.format.JsonWriter;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.YamlWriter;
import dev.cofferdam.domain.vault.shell.ShellReader;
import dev.cofferdam.domain.vault.shell.ShellWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The formats of files of secrets, in and out. */
enum FileFormat {
  DOTENV("text/plain;charset=utf-8", "env"),
  SHELL("text/plain;charset=utf-8", "sh"),
  DOCKER("text/plain;charset=utf-8", "env"),
  JSON("application/json", "json"),
  YAML("application/yaml", "yaml"),
  /** A file of age, armored or not, with {@link #DOTENV} in it. */
  AGE("text/plain;charset=utf-8", "env.age");

  private final String mediaType;
  private final String extension;

  FileFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The one that a parameter names; {@link #DOTENV} without it. */
  static FileFormat of(Query query, String parameter) {
    String name = query.text(parameter).orElse(DOTENV.toString());
    return Arrays.stream(values())
        .filter(format -> format.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    parameter,
                    "must be one of "
                        + Arrays.stream(values())
                            .map(FileFormat::toString)
                            .collect(Collectors.joining(", "))));
  }

  String mediaType() {
    return mediaType;
  }

  /** Of a file's name, without the dot. */
  String extension() {
    return extension;
  }

  boolean isEncrypted() {
    return this == AGE;
  }

  /** Takes any bytes and throws nothing. What is encrypted has to be decrypted before. */
  SecretFile read(byte[] file) {
    return switch (this) {
      case DOTENV, AGE -> DotenvReader.read(file);
      case SHELL -> ShellReader.read(file);
      case DOCKER -> DockerReader.read(file);
      case JSON -> JsonFile.read(file);
      case YAML -> YamlFile.read(file);
    };
  }

  /**
   * Writes what is to be encrypted in clear.
   *
   * @throws Refusal {@code not_representable}
   */
  String write(Map<SecretName, SecretValue> secrets) {
    return switch (this) {
      case DOTENV, AGE -> DotenvWriter.write(secrets);
      case SHELL -> ShellWriter.write(secrets);
      case DOCKER -> DockerWriter.write(secrets);
      case JSON -> JsonWriter.write(secrets);
      case YAML -> YamlWriter.write(secrets);
    };
  }

  /** As requests name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
