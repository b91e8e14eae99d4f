package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What one change did to an environment's secrets. */
record ChangeSecretsView(
    @Schema(description = "The environment's, afterwards.", example = "18", minimum = "0")
        long version,
    @Schema(description = "Keys that have a new value, by key.") List<Changed> changed,
    @Schema(
            implementation = SecretName.class,
            description = "Keys that the environment has no value for any more, by key.")
        List<String> deleted) {
  ChangeSecretsView {
    changed = List.copyOf(changed);
    deleted = List.copyOf(deleted);
  }

  /** A key and the version that it came to. */
  record Changed(
      @Schema(implementation = SecretName.class) String key,
      @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
          long version) {}

  static ChangeSecretsView of(Environment environment, List<SecretVersion> versions) {
    return new ChangeSecretsView(
        environment.version(),
        versions.stream()
            .filter(version -> version.change().hasValue())
            .map(SecretVersion::place)
            .map(place -> new Changed(place.name().value(), place.version()))
            .toList(),
        versions.stream()
            .filter(version -> !version.change().hasValue())
            .map(version -> version.place().name().value())
            .toList());
  }
}
