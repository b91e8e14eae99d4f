package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.vault.SecretValue;
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
 * How a repository gets into the workspace. What comes from the caller reaches the shell and git as
 * values of variables alone, never as text of a command or as an option.
 */
final class CloneScript {
  /** Index of the step that prints the commit. */
  static final int COMMIT_STEP = 1;

  private static final long OUTPUT_LIMIT = 1 << 20;
  private static final String AUTHORITIES = "/tmp/authorities.pem";

  private static final String BRANCH =
      "git clone --depth 1 --single-branch --branch \"$REVISION\" -- \"$URL\" .";
  private static final String DEFAULT = "git clone --depth 1 -- \"$URL\" .";
  private static final String REF =
      """
      git init -q . && git remote add origin "$URL" &&
      git fetch --depth 1 origin "+$REVISION:refs/cofferdam/run" &&
      git checkout -q --detach refs/cofferdam/run
      """;

  /** Not every server hands out a commit that no ref points to; then everything is fetched. */
  private static final String COMMIT =
      """
      git init -q . && git remote add origin "$URL" || exit
      git fetch -q --depth 1 origin "$REVISION" 2>/dev/null ||
        git fetch -q --tags origin "+refs/heads/*:refs/remotes/origin/*" || exit
      git checkout -q --detach "$REVISION"
      """;

  /** git-config(1): what a hostile repository, server or name could otherwise make use of. */
  private static final List<Map.Entry<String, String>> CONFIG =
      List.of(
          Map.entry("protocol.allow", "never"),
          Map.entry("protocol.https.allow", "always"),
          Map.entry("core.hooksPath", "/dev/null"),
          Map.entry("core.fsmonitor", "false"),
          Map.entry("init.templateDir", ""),
          Map.entry("init.defaultBranch", "main"),
          Map.entry("credential.helper", ""),
          Map.entry("submodule.recurse", "false"),
          Map.entry("http.followRedirects", "initial"),
          Map.entry("http.lowSpeedLimit", "1000"),
          Map.entry("http.lowSpeedTime", "30"),
          Map.entry("advice.detachedHead", "false"),
          Map.entry("gc.auto", "0"));

  private final Duration timeout;
  private final Optional<Path> extraAuthorities;

  CloneScript(Duration timeout, Optional<Path> extraAuthorities) {
    this.timeout = timeout;
    this.extraAuthorities = extraAuthorities;
  }

  /** What the clone container's driver is to do. */
  DriverSpec of(CloneSpec repository) throws SandboxUnavailable {
    Map<String, SecretValue> environment = new HashMap<>();
    environment().forEach((name, value) -> environment.put(name, SecretValue.ofText(value)));
    environment.put("URL", SecretValue.ofText(repository.url().value()));
    repository
        .revision()
        .ifPresent(revision -> environment.put("REVISION", SecretValue.ofText(revision.name())));
    return new DriverSpec(
        environment,
        List.of(fetch(repository.revision()), "git rev-parse --verify HEAD"),
        ContainerPlans.WORKSPACE,
        timeout,
        OUTPUT_LIMIT,
        Optional.of(ProxyVariables.forward()),
        authorities(),
        Optional.empty());
  }

  private String fetch(Optional<CloneSpec.Revision> revision) {
    String git =
        revision
            .map(
                wanted -> {
                  if (wanted instanceof CloneSpec.Branch) {
                    return BRANCH;
                  }
                  return wanted instanceof CloneSpec.Ref ? REF : COMMIT;
                })
            .orElse(DEFAULT);
    // GIT_SSL_CAINFO takes the public authorities' place, so both go into one file.
    return extraAuthorities.isPresent()
        ? "cat /etc/ssl/certs/ca-certificates.crt >> " + AUTHORITIES + " || exit\n" + git
        : git;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ProxyVariables.forClones());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", ContainerPlans.HOME);
    environment.put("LANG", "C.UTF-8");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ASKPASS", "/bin/false");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_LFS_SKIP_SMUDGE", "1");
    if (extraAuthorities.isPresent()) {
      environment.put("GIT_SSL_CAINFO", AUTHORITIES);
    }
    environment.put("GIT_CONFIG_COUNT", Integer.toString(CONFIG.size()));
    for (int i = 0; i < CONFIG.size(); i++) {
      environment.put("GIT_CONFIG_KEY_" + i, CONFIG.get(i).getKey());
      environment.put("GIT_CONFIG_VALUE_" + i, CONFIG.get(i).getValue());
    }
    return environment;
  }

  private List<DriverSpec.InlineFile> authorities() throws SandboxUnavailable {
    if (extraAuthorities.isEmpty()) {
      return List.of();
    }
    try {
      byte[] pem = Files.readAllBytes(extraAuthorities.get());
      return List.of(new DriverSpec.InlineFile(AUTHORITIES, ByteBuffer.wrap(pem)));
    } catch (IOException failure) {
      throw new SandboxUnavailable(
          "the file of extra certificate authorities can't be read: " + extraAuthorities.get(),
          failure);
    }
  }
}
