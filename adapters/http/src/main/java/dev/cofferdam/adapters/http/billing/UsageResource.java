package dev.cofferdam.adapters.http.billing;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.application.metering.ShowUsage;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Period;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;

/** {@code …/usage}: what an org used in a month, with its cost. */
@Path("/api/v1/orgs/{org}/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class UsageResource {
  private final ShowUsage showUsage;
  private final PriceUsage priceUsage;
  private final Clock clock;

  UsageResource(ShowUsage showUsage, PriceUsage priceUsage, Clock clock) {
    this.showUsage = showUsage;
    this.priceUsage = priceUsage;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getUsage",
      summary = "What the org used in a month, and what it costs so far")
  @Parameter(
      name = "period",
      description = "The month; this one where it is left out.",
      schema = @Schema(implementation = Period.class))
  @Refuses({})
  public UsageView show(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Period period =
        Query.of(uri, "period")
            .text("period")
            .map(Period::parse)
            .orElseGet(() -> Period.of(clock.instant()));
    return UsageView.of(
        period,
        showUsage.execute(caller.actor(), new ShowUsage.Command(org, period)),
        priceUsage.execute(caller.actor(), new PriceUsage.Command(org, period)));
  }
}
