package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.domain.ids.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How what belongs to a run is named and marked on the engine. */
final class RunLabels {
  private static final String INSTALLATION = "dev.cofferdam.installation";
  private static final String RUN = "dev.cofferdam.run";
  private static final String ROLE = "dev.cofferdam.role";

  /** What a container or volume is for. */
  enum Role {
    STEPS("steps"),
    CLONE("clone"),
    WORKSPACE("workspace"),
    DRIVER("driver");

    private final String code;

    Role(String code) {
      this.code = code;
    }

    static Optional<Role> of(Map<String, String> labels) {
      return List.of(values()).stream()
          .filter(role -> role.code.equals(labels.get(ROLE)))
          .findFirst();
    }
  }

  private final String installation;

  RunLabels(String installation) {
    this.installation = installation;
  }

  Map<String, String> of(RunId run, Role role) {
    return Map.of(INSTALLATION, installation, RUN, run.toString(), ROLE, role.code);
  }

  /** Of what serves all runs. */
  Map<String, String> of(Role role) {
    return Map.of(INSTALLATION, installation, ROLE, role.code);
  }

  /** A name that only this installation's run has, which makes creating it twice impossible. */
  String name(RunId run, Role role) {
    return "cofferdam-" + installation + "-" + run + "-" + role.code;
  }

  /** The volume that brings the step driver into other people's images. */
  String driverVolume(String imageId) {
    String hex = imageId.replaceFirst("^sha256:", "");
    return "cofferdam-" + installation + "-driver-" + hex.substring(0, Math.min(12, hex.length()));
  }

  /** An engine's filter for all of this installation. */
  List<String> all() {
    return List.of(INSTALLATION + "=" + installation);
  }

  /** An engine's filter for all of one run. */
  List<String> all(RunId run) {
    return List.of(INSTALLATION + "=" + installation, RUN + "=" + run);
  }

  static Optional<RunId> run(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(RUN)).flatMap(RunId::parse);
  }
}
