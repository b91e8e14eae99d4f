package dev.cofferdam.adapters.http.operate;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.domain.access.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.TimeUnit;

/**
 * {@code /healthcheck} on the API's port, for load balancers. What is wrong is told on the admin
 * port alone.
 */
@Path("/healthcheck")
public final class HealthResource {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HealthCheckRegistry checks;
  private boolean healthy;
  private long checkedAt;
  private boolean checked;

  public HealthResource(HealthCheckRegistry checks) {
    this.checks = checks;
  }

  @GET
  @Operation(operationId = "getHealth", summary = "Whether the installation is well")
  @Refuses({})
  @Produces(MediaType.APPLICATION_JSON)
  public HealthView health() {
    if (!isHealthy()) {
      throw Refusal.unavailable("unavailable", "Something that the server needs does not answer.");
    }
    return new HealthView(true);
  }

  /** Asks once a second at most, whoever asks us. */
  private synchronized boolean isHealthy() {
    if (!checked || System.nanoTime() - checkedAt > KEPT_NANOS) {
      healthy = checks.runHealthChecks().values().stream().allMatch(HealthCheck.Result::isHealthy);
      checkedAt = System.nanoTime();
      checked = true;
    }
    return healthy;
  }
}
