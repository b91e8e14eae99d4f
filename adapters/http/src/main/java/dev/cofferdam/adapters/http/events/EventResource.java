package dev.cofferdam.adapters.http.events;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.STOPPING;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_FOLLOWERS;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.X_ACCEL_BUFFERING;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.RequestHeader;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code …/events}: what happens in an org, as it happens. */
@Path("/api/v1/orgs/{org}/events")
public final class EventResource {
  private static final String EVENTS = "text/event-stream";
  private static final String AFTER = "after";
  private static final String TYPES = "types";
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Pattern EVENT_ID = Pattern.compile("[0-9]{1,18}");

  private final EventFollower.Sources sources;
  private final Followers followers;
  private final SseFrame frames;

  EventResource(EventFollower.Sources sources, Followers followers, SseFrame frames) {
    this.sources = sources;
    this.followers = followers;
    this.frames = frames;
  }

  /** What there is by now, the oldest first. */
  @GET
  @Operation(
      operationId = "listEvents",
      summary = "What has happened in an org, and what happens",
      description =
          "As a list: what there is by now behind `after`, the oldest first. As server-sent events"
              + " (`Accept: text/event-stream`): that and what comes, without end, and without"
              + " `after` only what comes; an event's id is its `seq`, from which a client that"
              + " comes back goes on, and its data is an item of the list. Of each type one sees"
              + " what one has the right to: `run.*` with `run.read`, `secret.changed` with"
              + " `secret.list`, `member.*` with `member.read`, `invitation.*` with"
              + " `invitation.read`, `webhook_endpoint.*` with `webhook.read`; service tokens see"
              + " what is of their environments. Events are kept for 30 days.")
  @Parameter(
      name = AFTER,
      description = "Begin behind the event with this `seq`; 0 for all that is kept.",
      schema = @Schema(type = "integer", minimum = "0"))
  @Parameter(
      name = TYPES,
      description = "Only these, with commas between them: types, `noun.*`, or `*` for all.",
      schema = @Schema(type = "string", maxLength = 1_000, defaultValue = "*"))
  @Responds(pageOf = EventView.class)
  @Refuses({})
  @Produces(MediaType.APPLICATION_JSON + ";qs=1")
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Query query = Query.of(uri, AFTER, TYPES, Paging.LIMIT, Paging.CURSOR);
    Paging paging = Paging.of(uri, query);
    long after =
        paging
            .after(EventResource::seq)
            .or(() -> query.number(AFTER, 0, Long.MAX_VALUE))
            .orElse(0L);
    List<OrgEvent> found =
        sources
            .readEvents()
            .execute(
                caller.actor(),
                new ReadEvents.Command(org, Optional.of(after), types(query), paging.ask()))
            .events();
    Paging.Page<OrgEvent> page = paging.cut(found, event -> Long.toString(event.seq()));
    return paging.answer(new PageView<>(page.views(EventView::of), page.next()), page).build();
  }

  /**
   * The same as they come. The exchange is handed over to {@link Followers}, which write and
   * complete it without a thread of Jersey's; {@code suspended} is never resumed.
   */
  @GET
  @Takes(RequestHeader.LAST_EVENT_ID)
  @Responds(media = EVENTS, headers = X_ACCEL_BUFFERING)
  @Refuses({TOO_MANY_FOLLOWERS, STOPPING})
  @Produces(EVENTS + ";qs=0.5")
  public void follow(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @Context UriInfo uri,
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response)
      throws IOException {
    Query query = Query.of(uri, AFTER, TYPES);
    Set<EventType> types = types(query);
    Optional<Long> after = startOf(query, Optional.ofNullable(request.getHeader(LAST_EVENT_ID)));
    // Also where the first event is read only later: who may not follow is refused at once.
    long now =
        sources
            .readEvents()
            .execute(caller.actor(), new ReadEvents.Command(org, Optional.empty(), types, 1))
            .seen();
    response.setContentType(EVENTS + ";charset=utf-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    followers.follow(
        request.getAsyncContext(),
        new EventFollower(sources, frames, caller, org, types, after.orElse(now)),
        frames);
  }

  private static Set<EventType> types(Query query) {
    return query
        .text(TYPES)
        .map(text -> new EventPatterns(List.of(text.split(",", -1))))
        .orElse(EventPatterns.ALL)
        .types();
  }

  private static Optional<Long> seq(String text) {
    return EVENT_ID.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<Long> startOf(Query query, Optional<String> lastEventId) {
    Optional<Long> after = query.number(AFTER, 0, Long.MAX_VALUE);
    if (lastEventId.isEmpty()) {
      return after;
    }
    if (!EVENT_ID.matcher(lastEventId.get()).matches()) {
      throw Refusal.invalid(LAST_EVENT_ID, "must be the id of an event of this stream");
    }
    return Optional.of(Long.parseLong(lastEventId.get()));
  }
}
