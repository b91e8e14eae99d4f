package dev.cofferdam.adapters.http.runs;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.RUN_NOT_FOUND;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.STOPPING;
import static dev.cofferdam.adapters.http.openapi.ProblemCode.TOO_MANY_FOLLOWERS;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.IF_RANGE;
import static dev.cofferdam.adapters.http.openapi.RequestHeader.RANGE;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.ACCEPT_RANGES;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.CONTENT_RANGE;
import static dev.cofferdam.adapters.http.openapi.ResponseHeader.X_ACCEL_BUFFERING;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.RequestHeader;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.openapi.Takes;
import dev.cofferdam.adapters.http.platform.ByteRange;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.AsyncContext;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code …/pipelines/{id}/logs}: a run's masked output, before, during and after the run. */
@Path("/api/v1/orgs/{org}/pipelines/{id}/logs")
public final class LogResource {
  private static final String TEXT = "text/plain;charset=utf-8";
  private static final String EVENTS = "text/event-stream";
  private static final String OFFSET = "offset";
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Pattern EVENT_ID = Pattern.compile("[0-9]{1,18}");

  private final LogFeed.Sources sources;
  private final Followers followers;
  private final SseFrame frames;

  LogResource(LogFeed.Sources sources, Followers followers, SseFrame frames) {
    this.sources = sources;
    this.followers = followers;
    this.frames = frames;
  }

  /** The bytes that there are by now, from {@code offset} on, or the {@code Range} of them. */
  @GET
  @Operation(
      operationId = "getPipelineLogs",
      summary = "A run's masked output, before, during and after the run",
      description =
          "As text: what there is by now. As events (`Accept: text/event-stream`): what there is and"
              + " what comes, until the run has ended. An event's id is the offset behind its chunk,"
              + " its data `{\"text\":…}`; the last event is `end` with `{\"status\",\"exit_code\"}`.")
  @Parameter(
      name = OFFSET,
      description = "Begin at this byte.",
      schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
  @Takes({RANGE, IF_RANGE})
  @Responds(media = "text/plain", headers = ACCEPT_RANGES)
  @Responds(
      status = 206,
      media = "text/plain",
      headers = {ACCEPT_RANGES, CONTENT_RANGE})
  @Refuses(RUN_NOT_FOUND)
  @Produces(TEXT + ";qs=1")
  public Response text(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("id") RunId run,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    Optional<Long> offset = Query.of(uri, OFFSET).number(OFFSET, 0, Long.MAX_VALUE);
    LogText text = new LogText(sources.readLog(), caller.actor(), new LogFeed.Place(org, run));
    long length = text.length();
    Optional<ByteRange> range =
        headers.getHeaderString("If-Range") == null
            ? ByteRange.parse(headers.getHeaderString("Range"), length)
            : Optional.empty();
    if (range.isPresent() && offset.isPresent()) {
      throw Refusal.invalid(OFFSET, "can't go with a Range header");
    }
    if (range.isPresent() && range.get().isEmpty()) {
      return ByteRange.notSatisfiable(length);
    }
    ByteRange wanted =
        range.orElseGet(() -> new ByteRange(Math.min(offset.orElse(0L), length), length));
    Response.ResponseBuilder answer =
        Response.status(range.isPresent() ? 206 : 200)
            .type(TEXT)
            .header("Accept-Ranges", "bytes")
            .header(HttpHeaders.CONTENT_LENGTH, wanted.end() - wanted.first())
            .entity(text.part(wanted));
    if (range.isPresent()) {
      answer.header("Content-Range", wanted.contentRange(length));
    }
    return answer.build();
  }

  /**
   * The same as events, as they come. The exchange is handed over to {@link Followers}, which write
   * and complete it without a thread of Jersey's; {@code suspended} is never resumed.
   */
  @GET
  @Takes(RequestHeader.LAST_EVENT_ID)
  @Responds(media = EVENTS, headers = X_ACCEL_BUFFERING)
  @Refuses({TOO_MANY_FOLLOWERS, STOPPING})
  @Produces(EVENTS + ";qs=0.5")
  public void follow(
      @Auth Caller caller,
      @PathParam("org") OrgId org,
      @PathParam("id") RunId run,
      @Context UriInfo uri,
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response)
      throws IOException {
    long offset = startOf(uri, Optional.ofNullable(request.getHeader(LAST_EVENT_ID)));
    LogFeed.Place place = new LogFeed.Place(org, run);
    new LogText(sources.readLog(), caller.actor(), place).length();
    response.setContentType(EVENTS + ";charset=utf-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext exchange = request.getAsyncContext();
    followers.follow(exchange, new LogFeed(sources, frames, caller, place, offset), frames);
  }

  private static long startOf(UriInfo uri, Optional<String> lastEventId) {
    Optional<Long> offset = Query.of(uri, OFFSET).number(OFFSET, 0, Long.MAX_VALUE);
    if (lastEventId.isEmpty()) {
      return offset.orElse(0L);
    }
    if (!EVENT_ID.matcher(lastEventId.get()).matches()) {
      throw Refusal.invalid(LAST_EVENT_ID, "must be the id of an event of this stream");
    }
    return Long.parseLong(lastEventId.get());
  }
}
