package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.vault.SecretValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clone, as two commands for a step driver: one that fills the workspace, and one that tells
 * which commit is in it. The host's git, with no configuration but this: {@code https} alone,
 * without redirects, hooks, submodules, LFS, credential helpers and questions.
 */
final class GitClone {
  static final int FETCH = 0;
  static final int TELL_COMMIT = 1;
  static final Duration MAX_TIME = Duration.ofMinutes(10);
  private static final long OUTPUT_LIMIT = 1 << 20;

  /** Less than this many bytes a second for this many seconds is no clone any more. */
  private static final String LOW_SPEED_BYTES = "1000";

  private static final String LOW_SPEED_SECONDS = "30";

  /** Where distributions keep the certificates that everybody trusts. */
  private static final List<Path> TRUSTED =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private final CloneSpec clone;
  private final Path place;
  private final Optional<Path> extraCa;

  /**
   * @param place the folder of the commands' folders
   * @param extraCa certificates in PEM that are trusted besides the system's
   */
  GitClone(CloneSpec clone, Path place, Optional<Path> extraCa) {
    this.clone = clone;
    this.place = place;
    this.extraCa = extraCa;
  }

  /**
   * @param proxy the environment's variables for the way out
   */
  DriverSpec spec(Map<String, String> proxy, Optional<DriverSpec.Forward> forward, Duration timeout)
      throws IOException {
    Map<String, String> environment = new HashMap<>(proxy);
    Path home = place.resolve("clone");
    environment.putAll(
        Map.of(
            "PATH", Step.TOOLS_PATH,
            "HOME", home.toString(),
            "LANG", "C.UTF-8",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_ALLOW_PROTOCOL", "https",
            "GIT_TEMPLATE_DIR", "",
            "GIT_LFS_SKIP_SMUDGE", "1"));
    configuration(environment);
    List<DriverSpec.InlineFile> files = List.of();
    if (extraCa.isPresent()) {
      Path file = home.resolve("ca.pem");
      environment.put("GIT_SSL_CAINFO", file.toString());
      files = List.of(new DriverSpec.InlineFile(file.toString(), certificates(extraCa.get())));
    }
    Map<String, SecretValue> values = new HashMap<>();
    environment.forEach((name, value) -> values.put(name, SecretValue.ofText(value)));
    return new DriverSpec(
        values,
        List.of(script(), "git rev-parse HEAD"),
        place.resolve("workspace").toString(),
        timeout.compareTo(MAX_TIME) < 0 ? timeout : MAX_TIME,
        OUTPUT_LIMIT,
        forward,
        files,
        Optional.empty());
  }

  private static void configuration(Map<String, String> environment) {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("protocol.allow", "never"),
            Map.entry("protocol.https.allow", "always"),
            Map.entry("http.followRedirects", "false"),
            Map.entry("http.proxyAuthMethod", "basic"),
            Map.entry("http.lowSpeedLimit", LOW_SPEED_BYTES),
            Map.entry("http.lowSpeedTime", LOW_SPEED_SECONDS),
            Map.entry("core.hooksPath", "/dev/null"),
            Map.entry("core.fsmonitor", "false"),
            Map.entry("credential.helper", ""),
            Map.entry("submodule.recurse", "false"),
            Map.entry("fetch.recurseSubmodules", "false"),
            Map.entry("gc.auto", "0"),
            Map.entry("maintenance.auto", "false"),
            Map.entry("init.defaultBranch", "main"),
            Map.entry("advice.detachedHead", "false"));
    int index = 0;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      environment.put("GIT_CONFIG_KEY_" + index, setting.getKey());
      environment.put("GIT_CONFIG_VALUE_" + index, setting.getValue());
      index++;
    }
    environment.put("GIT_CONFIG_COUNT", Integer.toString(index));
  }

  private static ByteBuffer certificates(Path extra) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path trusted : TRUSTED) {
      if (Files.isReadable(trusted)) {
        all.writeBytes(Files.readAllBytes(trusted));
        all.write('\n');
        break;
      }
    }
    all.writeBytes(Files.readAllBytes(extra));
    return ByteBuffer.wrap(all.toByteArray());
  }

  private String script() {
    String url = quoted(clone.url().value());
    String whole = "git clone --depth 1 --no-recurse-submodules ";
    if (clone.revision().isEmpty()) {
      return "exec " + whole + "-- " + url + " .";
    }
    CloneSpec.Revision revision = clone.revision().get();
    String name = quoted(revision.name());
    if (revision instanceof CloneSpec.Branch) {
      return "exec " + whole + "--branch=" + name + " -- " + url + " .";
    }
    String begin = "git init -q . && git remote add -- origin " + url + " && ";
    String fetch = "git fetch --depth 1 --no-recurse-submodules -- origin " + name;
    if (revision instanceof CloneSpec.Ref) {
      return begin + fetch + " && exec git checkout -q --detach FETCH_HEAD --";
    }
    // Not every server gives a commit by its id; each gives its branches and tags.
    return begin
        + "{ "
        + fetch
        + " || git fetch --no-recurse-submodules --tags -- origin"
        + " '+refs/heads/*:refs/remotes/origin/*'; }"
        + " && exec git checkout -q --detach "
        + name
        + " --";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
