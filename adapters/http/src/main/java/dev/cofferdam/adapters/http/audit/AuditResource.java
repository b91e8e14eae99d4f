package dev.cofferdam.adapters.http.audit;

import static dev.cofferdam.adapters.http.openapi.ResponseHeader.X_ACCEL_BUFFERING;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.adapters.http.platform.StrictJson;
import dev.cofferdam.application.audit.ExportAudit;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ShownEntry;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code …/audit}: who did what in an org. */
@Path("/api/v1/orgs/{org}/audit")
public final class AuditResource {
  private static final String NDJSON = "application/x-ndjson";
  private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,17}");

  private final ListAudit listAudit;
  private final ExportAudit exportAudit;
  private final StrictJson json;

  AuditResource(ListAudit listAudit, ExportAudit exportAudit, StrictJson json) {
    this.listAudit = listAudit;
    this.exportAudit = exportAudit;
    this.json = json;
  }

  @GET
  @Operation(
      operationId = "listAudit",
      summary = "The org's audit entries, the newest first, or all of them as lines",
      description =
          "As a list: pages, the newest entry first. As lines (`Accept: application/x-ndjson`):"
              + " everything that matches, the oldest first, one entry a line, without `limit` and"
              + " `cursor`. The last line without a filter is the entry `audit.export` of the"
              + " request itself; an answer that breaks off before it is not whole.")
  @Parameter(
      name = AuditFilter.ACTOR,
      description = "Entries of the actor with this id alone.",
      schema = @Schema(maxLength = 1_000),
      example = "0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b")
  @Parameter(
      name = AuditFilter.ACTION,
      description = "Entries of this action alone.",
      schema = @Schema(maxLength = 1_000),
      example = "secret.reveal")
  @Parameter(
      name = AuditFilter.RESOURCE,
      description = "Entries of resources that begin like this alone.",
      schema = @Schema(maxLength = 1_000),
      example = "secret:shop/prod/")
  @Parameter(
      name = AuditFilter.OUTCOME,
      description = "Entries of what was done, or of what was refused, alone.",
      schema = @Schema(implementation = AuditEntry.Outcome.class))
  @Parameter(
      name = AuditFilter.SINCE,
      description = "Entries of this time (RFC 3339) and later alone.",
      schema = @Schema(type = "string", format = "date-time"),
      example = "2026-11-21T00:00:00Z")
  @Parameter(
      name = AuditFilter.UNTIL,
      description = "Entries before this time (RFC 3339) alone.",
      schema = @Schema(type = "string", format = "date-time"),
      example = "2026-11-22T00:00:00Z")
  @Responds(pageOf = AuditEntryView.class)
  @Refuses({})
  @Produces(MediaType.APPLICATION_JSON + ";qs=1")
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Query query =
        Query.of(
            uri,
            AuditFilter.ACTOR,
            AuditFilter.ACTION,
            AuditFilter.RESOURCE,
            AuditFilter.OUTCOME,
            AuditFilter.SINCE,
            AuditFilter.UNTIL,
            Paging.LIMIT,
            Paging.CURSOR);
    Paging paging = Paging.of(uri, query);
    long before = paging.after(AuditResource::seq).orElse(Long.MAX_VALUE);
    List<ShownEntry> found =
        listAudit.execute(
            caller.actor(),
            new ListAudit.Command(org, AuditFilter.of(query), before, paging.ask()));
    Paging.Page<ShownEntry> page = paging.cut(found, shown -> Long.toString(shown.entry().seq()));
    return paging.answer(new PageView<>(page.views(AuditEntryView::of), page.next()), page).build();
  }

  @GET
  @Responds(media = NDJSON, headers = X_ACCEL_BUFFERING)
  @Refuses({})
  @Produces(NDJSON + ";qs=0.5")
  public Response export(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Query query =
        Query.of(
            uri,
            AuditFilter.ACTOR,
            AuditFilter.ACTION,
            AuditFilter.RESOURCE,
            AuditFilter.OUTCOME,
            AuditFilter.SINCE,
            AuditFilter.UNTIL);
    ExportAudit.Export export =
        exportAudit.execute(caller.actor(), new ExportAudit.Command(org, AuditFilter.of(query)));
    StreamingOutput lines = out -> write(caller, export, out);
    return Response.ok(lines, NDJSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Accel-Buffering", "no")
        .build();
  }

  /** A failure in the middle breaks the answer off, so that nobody takes it for whole. */
  private void write(Caller caller, ExportAudit.Export export, OutputStream out)
      throws IOException {
    while (export.hasNext()) {
      for (ShownEntry entry : export.next(caller.recheck().get())) {
        out.write(json.write(AuditEntryView.of(entry)));
        out.write('\n');
      }
    }
  }

  static Optional<Long> seq(String text) {
    return SEQ.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
