package dev.cofferdam.app.config;

import dev.cofferdam.application.runs.ArtifactPolicy;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How runs are executed; {@code config.yml} documents each setting. */
public record RunSettings(
    @Pattern(regexp = "auto|docker|process", message = "must be auto, docker or process")
        String runtime,
    @NotBlank String dockerHost,
    @NotNull String dockerRuntime,
    @NotBlank String image,
    @Pattern(regexp = "none|proxied|open", message = "must be none, proxied or open")
        String network,
    boolean openNetworkAllowed,
    @Min(1) @Max(21_600) int timeoutSeconds,
    @Min(0) @Max(1_000) int slots,
    @Min(4_096) @Max(1_073_741_824) long logLimitBytes,
    @Min(0) @Max(10_737_418_240L) long artifactLimitBytes,
    @Min(1) @Max(3_650) int artifactDays,
    @Min(1_024) @Max(16_777_216) int uploadLimitBytes,
    @NotNull String openForClones,
    @NotNull String cloneCaFile,
    @NotNull String registries,
    boolean embeddedWorker) {

  /** A setting without a value is an empty one, as YAML has it. */
  public RunSettings {
    dockerRuntime = Objects.requireNonNullElse(dockerRuntime, "");
    openForClones = Objects.requireNonNullElse(openForClones, "");
    cloneCaFile = Objects.requireNonNullElse(cloneCaFile, "");
    registries = Objects.requireNonNullElse(registries, "");
  }

  static final RunSettings DEFAULT =
      new RunSettings(
          "auto",
          "unix:///var/run/docker.sock",
          "",
          "cofferdam/sandbox:1",
          "proxied",
          false,
          1_800,
          0,
          16_777_216,
          268_435_456,
          30,
          10_485_760,
          "",
          "",
          "docker.io,ghcr.io,quay.io,registry.gitlab.com,public.ecr.aws,mcr.microsoft.com",
          true);

  @ValidationMethod(message = "network is open, but openNetworkAllowed is false")
  public boolean isNetworkAllowed() {
    return !"open".equals(network) || openNetworkAllowed;
  }

  @ValidationMethod(message = "openForClones must be host:port, with commas between them")
  public boolean isOpenForClonesWellFormed() {
    return openHosts().stream().allMatch(host -> host.matches("[^\\s,]+:\\d{1,5}"));
  }

  /** Private addresses that clones may reach, {@code host:port} each. */
  public Set<String> openHosts() {
    return listed(openForClones);
  }

  private static Set<String> listed(String withCommas) {
    return Arrays.stream(withCommas.split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  public Optional<Path> cloneCa() {
    return cloneCaFile.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(cloneCaFile).toAbsolutePath().normalize());
  }

  /** The engine's OCI runtime; empty for its default. */
  public Optional<String> ociRuntime() {
    return Optional.of(dockerRuntime).filter(name -> !name.isEmpty());
  }

  public int slotsHere() {
    return slots > 0 ? slots : Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  public RunPolicy policy() {
    return new RunPolicy(
        NetworkMode.valueOf(network.toUpperCase(Locale.ROOT)),
        openNetworkAllowed,
        Duration.ofSeconds(timeoutSeconds),
        Resources.DEFAULT,
        logLimitBytes,
        listed(registries),
        ArtifactPolicy.of(artifactLimitBytes, Duration.ofDays(artifactDays)));
  }
}
