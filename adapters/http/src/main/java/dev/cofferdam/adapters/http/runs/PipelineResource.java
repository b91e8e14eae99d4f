package dev.cofferdam.adapters.http.runs;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.ENVIRONMENT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.NETWORK_NOT_ALLOWED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.NO_RUNTIME;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.PROJECT_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.RUN_NOT_ENDED;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.RUN_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.UNRESOLVED_REFERENCE;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.UPLOAD_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.LOCATION;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.runs.CancelPipeline;
import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.ListPipelines;
import dev.cofferdam.application.runs.RetryPipeline;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.runs.ShowPipeline;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** {@code …/pipelines}: commands on a fresh machine. */
@Path("/api/v1/orgs/{org}/pipelines")
@Produces(MediaType.APPLICATION_JSON)
public final class PipelineResource {
  private final Pipelines pipelines;
  private final RunPolicy policy;
  private final IdempotentAnswers answers;

  PipelineResource(Pipelines pipelines, RunPolicy policy, IdempotentAnswers answers) {
    this.pipelines = pipelines;
    this.policy = policy;
    this.answers = answers;
  }

  /** What can be done with a pipeline. */
  public record Pipelines(
      CreatePipeline create,
      ShowPipeline show,
      ListPipelines list,
      CancelPipeline cancel,
      RetryPipeline retry) {}

  @GET
  @Operation(operationId = "listPipelines", summary = "The org's runs, the newest first")
  @Responds(pageOf = PipelineView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    List<Run> found =
        pipelines
            .list()
            .execute(
                caller.actor(),
                new ListPipelines.Command(org, paging.after(RunId::parse), paging.ask()));
    Paging.Page<Run> page = paging.cut(found, run -> run.id().toString());
    return paging.answer(new PageView<>(page.views(PipelineView::of), page.next()), page).build();
  }

  @POST
  @Operation(
      operationId = "createPipeline",
      summary = "Run commands on a fresh machine",
      description =
          "The commands run one after the other, up to the first that fails. A run that was answered"
              + " with 201 takes place, whatever crashes.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = PipelineView.class, headers = LOCATION)
  @Refuses({
    PROJECT_NOT_FOUND,
    ENVIRONMENT_NOT_FOUND,
    UNRESOLVED_REFERENCE,
    UPLOAD_NOT_FOUND,
    NETWORK_NOT_ALLOWED,
    NO_RUNTIME
  })
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context ContainerRequestContext context,
      CreatePipelineRequest request) {
    CreatePipeline.Command command = request.command(org, policy);
    return answers.once(caller.scope(), context, () -> create(caller, command));
  }

  private Response create(Caller caller, CreatePipeline.Command command) {
    return created(pipelines.create().execute(caller.actor(), command));
  }

  private static Response created(Run run) {
    return Response.created(URI.create("/api/v1/orgs/" + run.org() + "/pipelines/" + run.id()))
        .entity(PipelineView.of(run))
        .build();
  }

  @GET
  @Operation(operationId = "getPipeline", summary = "A run, as far as it has come")
  @Refuses(RUN_NOT_FOUND)
  @Path("{id}")
  public PipelineView show(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("id") RunId id) {
    return PipelineView.of(
        pipelines.show().execute(caller.actor(), new ShowPipeline.Command(org, id)));
  }

  @POST
  @Operation(
      operationId = "retryPipeline",
      summary = "Run the same once more",
      description =
          "A new run of the same pipeline, with the secrets of the same environment as they are now."
              + " The caller is its author.")
  @Takes(IDEMPOTENCY_KEY)
  @Responds(status = 201, view = PipelineView.class, headers = LOCATION)
  @Refuses({
    RUN_NOT_FOUND,
    RUN_NOT_ENDED,
    PROJECT_NOT_FOUND,
    ENVIRONMENT_NOT_FOUND,
    UNRESOLVED_REFERENCE,
    UPLOAD_NOT_FOUND,
    NETWORK_NOT_ALLOWED,
    NO_RUNTIME
  })
  @Path("{id}/retry")
  public Response retry(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("id") RunId id,
      @Context ContainerRequestContext context) {
    return answers.once(
        caller.scope(),
        context,
        () ->
            created(pipelines.retry().execute(caller.actor(), new RetryPipeline.Command(org, id))));
  }

  /** Answers at once; the run is canceled when its sandbox is gone. */
  @POST
  @Operation(operationId = "cancelPipeline", summary = "Cancel a run")
  @Responds(view = PipelineView.class, description = "It has ended.")
  @Responds(
      status = 202,
      view = PipelineView.class,
      description = "It is canceled when its sandbox is gone.")
  @Refuses(RUN_NOT_FOUND)
  @Path("{id}/cancel")
  public Response cancel(
      @Auth Caller caller, @PathParam("org") OrgId org, @PathParam("id") RunId id) {
    Run run = pipelines.cancel().execute(caller.actor(), new CancelPipeline.Command(org, id));
    return Response.status(run.status().isFinal() ? Response.Status.OK : Response.Status.ACCEPTED)
        .entity(PipelineView.of(run))
        .build();
  }
}
