package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.application.runs.ListWorkers;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code …/workers}: who executes the org's runs. */
@Path("/api/v1/orgs/{org}/workers")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkerResource {
  private final ListWorkers listWorkers;

  WorkerResource(ListWorkers listWorkers) {
    this.listWorkers = listWorkers;
  }

  @GET
  @Operation(
      operationId = "listWorkers",
      summary = "The workers that execute the org's runs",
      description =
          "Those dedicated to the org; where there are none, those that serve everybody. One that"
              + " has said nothing for ten seconds is silent, and gets no new runs; after an hour"
              + " it is not listed any more.")
  @Refuses({})
  public PageView<WorkerView> list(@Auth Caller caller, @PathParam("org") OrgId org) {
    return new PageView<>(
        listWorkers.execute(caller.actor(), org).stream().map(WorkerView::of).toList(),
        Optional.empty());
  }
}
