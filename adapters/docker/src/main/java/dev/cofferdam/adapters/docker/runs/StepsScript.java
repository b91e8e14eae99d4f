package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the steps container's driver is to do. */
final class StepsScript {
  private StepsScript() {}

  /**
   * The image's variables, over them ours, over them the run's, over them its secrets.
   *
   * @param image variables that the image declares, its PATH above all
   */
  static DriverSpec of(
      SandboxSpec spec, Map<String, SecretValue> secrets, Map<String, String> image) {
    Map<String, String> plain = new HashMap<>();
    plain.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    plain.putAll(image);
    plain.put("HOME", ContainerPlans.HOME);
    plain.put("USER", "runner");
    plain.put("CI", "true");
    plain.put("COFFERDAM_RUN_ID", spec.run().toString());
    boolean proxied = spec.network() == NetworkMode.PROXIED;
    if (proxied) {
      plain.putAll(ProxyVariables.forSteps());
    }
    plain.putAll(spec.variables());
    Map<String, SecretValue> environment = new HashMap<>();
    plain.forEach((name, value) -> environment.put(name, SecretValue.ofText(value)));
    environment.putAll(secrets);
    return new DriverSpec(
        environment,
        spec.commands(),
        ContainerPlans.WORKSPACE,
        spec.timeout(),
        spec.outputLimit(),
        proxied ? Optional.of(ProxyVariables.forward()) : Optional.empty(),
        List.of(),
        DriverSpec.Collect.of(spec.collecting()));
  }
}
