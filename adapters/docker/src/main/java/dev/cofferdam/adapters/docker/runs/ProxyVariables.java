package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import java.util.HashMap;
import java.util.Map;

/** The variables that curl, git and most package managers know a proxy by. */
final class ProxyVariables {
  private static final int PORT = 3128;
  private static final String NOT_THROUGH_IT = "localhost,127.0.0.1,::1";

  private ProxyVariables() {}

  static Map<String, String> all() {
    String proxy = "http://127.0.0.1:" + PORT;
    Map<String, String> variables = new HashMap<>();
    for (String name : new String[] {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"}) {
      variables.put(name, proxy);
    }
    variables.put("no_proxy", NOT_THROUGH_IT);
    variables.put("NO_PROXY", NOT_THROUGH_IT);
    return variables;
  }

  /** From the port that the variables name to the socket that is mounted. */
  static DriverSpec.Forward forward() {
    return new DriverSpec.Forward(PORT, ContainerPlans.EGRESS + "/" + EgressFolders.SOCKET);
  }
}
