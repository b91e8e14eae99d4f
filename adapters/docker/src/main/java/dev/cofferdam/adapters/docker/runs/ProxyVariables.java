package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import java.util.HashMap;
import java.util.Map;

/** The variables that curl, git and most package managers know a proxy by. */
final class ProxyVariables {
  private static final int PORT = 3128;
  private static final String NOT_THROUGH_IT = "localhost,127.0.0.1,::1";

  private ProxyVariables() {}

  /** For steps: what they start in their own sandbox they reach without the proxy. */
  static Map<String, String> forSteps() {
    Map<String, String> variables = forClones();
    variables.put("no_proxy", NOT_THROUGH_IT);
    variables.put("NO_PROXY", NOT_THROUGH_IT);
    return variables;
  }

  /** For clones: without an exception, since what the operator opened may be a loopback address. */
  static Map<String, String> forClones() {
    String proxy = "http://127.0.0.1:" + PORT;
    Map<String, String> variables = new HashMap<>();
    for (String name : new String[] {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"}) {
      variables.put(name, proxy);
    }
    return variables;
  }

  /** From the port that the variables name to the socket that is mounted. */
  static DriverSpec.Forward forward() {
    return new DriverSpec.Forward(PORT, ContainerPlans.EGRESS + "/" + EgressFolders.SOCKET);
  }
}
