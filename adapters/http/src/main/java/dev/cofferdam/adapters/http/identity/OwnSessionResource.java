package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.SESSION_NOT_FOUND;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.identity.EndSession;
import dev.cofferdam.application.identity.ListSessions;
import dev.cofferdam.application.identity.ListSessions.Shown;
import dev.cofferdam.domain.ids.SessionId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/me/sessions}: where the caller is signed in. */
@Path("/api/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnSessionResource {
  private final ListSessions listSessions;
  private final EndSession endSession;

  OwnSessionResource(ListSessions listSessions, EndSession endSession) {
    this.listSessions = listSessions;
    this.endSession = endSession;
  }

  @GET
  @Operation(
      operationId = "listSessions",
      summary = "Where the caller is signed in, the newest first")
  @Responds(pageOf = SessionView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    Optional<String> after = paging.after(SessionId::parse).map(SessionId::toString);
    List<Shown> found =
        listSessions.execute(caller.actor()).stream()
            .sorted(Comparator.comparing(OwnSessionResource::idOf).reversed())
            .filter(each -> after.filter(id -> idOf(each).compareTo(id) >= 0).isEmpty())
            .limit(paging.ask())
            .toList();
    Paging.Page<Shown> page = paging.cut(found, OwnSessionResource::idOf);
    return paging.answer(new PageView<>(page.views(SessionView::of), page.next()), page).build();
  }

  @DELETE
  @Operation(
      operationId = "endSession",
      summary = "End one of the caller's sessions",
      description = "None of its tokens works any more. The present session may be ended too.")
  @Refuses(SESSION_NOT_FOUND)
  @Path("{session}")
  public void end(@Auth Caller caller, @PathParam("session") SessionId session) {
    endSession.execute(caller.actor(), session);
  }

  private static String idOf(Shown shown) {
    return shown.session().id().toString();
  }
}
