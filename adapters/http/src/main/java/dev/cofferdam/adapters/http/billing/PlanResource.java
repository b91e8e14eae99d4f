package dev.cofferdam.adapters.http.billing;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.application.billing.port.PlanCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code /api/v1/plans}: what everybody may know about plans. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
public final class PlanResource {
  private final PlanCatalogue plans;

  PlanResource(PlanCatalogue plans) {
    this.plans = plans;
  }

  @GET
  @Operation(operationId = "listPlans", summary = "The plans that an org can choose")
  @Refuses({})
  public PageView<PlanView> list() {
    return new PageView<>(plans.all().stream().map(PlanView::of).toList(), Optional.empty());
  }
}
