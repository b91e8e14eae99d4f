package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ShownEntry;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code …/audit}: who did what in an org, and whether the record of it is whole. */
@Path("/api/v1/orgs/{org}/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,17}");

  private final ListAudit listAudit;
  private final VerifyAudit verifyAudit;

  AuditResource(ListAudit listAudit, VerifyAudit verifyAudit) {
    this.listAudit = listAudit;
    this.verifyAudit = verifyAudit;
  }

  @GET
  @Operation(operationId = "listAudit", summary = "The org's audit entries, the newest first")
  @Parameter(
      name = "actor",
      description = "Entries of this actor alone.",
      schema = @Schema(implementation = UserId.class))
  @Parameter(
      name = "action",
      description = "Entries of this action alone.",
      schema = @Schema(maxLength = 1_000),
      example = "secret.reveal")
  @Parameter(
      name = "resource",
      description = "Entries of this resource alone.",
      schema = @Schema(maxLength = 1_000),
      example = "secret:shop/prod/API_KEY")
  @Responds(pageOf = AuditEntryView.class)
  @Refuses({})
  public Response list(@Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Query query = Query.of(uri, "actor", "action", "resource", Paging.LIMIT, Paging.CURSOR);
    Paging paging = Paging.of(uri, query);
    AuditTrail.Filter filter =
        new AuditTrail.Filter(query.text("actor"), query.text("action"), query.text("resource"));
    long before = paging.after(AuditResource::seq).orElse(Long.MAX_VALUE);
    List<ShownEntry> found =
        listAudit.execute(caller.actor(), new ListAudit.Command(org, filter, before, paging.ask()));
    Paging.Page<ShownEntry> page = paging.cut(found, shown -> Long.toString(shown.entry().seq()));
    return paging.answer(new PageView<>(page.views(AuditEntryView::of), page.next()), page).build();
  }

  @GET
  @Operation(
      operationId = "verifyAudit",
      summary = "Walk the whole chain of audit entries",
      description = "Tells the first entry that does not fit, if there is one.")
  @Refuses({})
  @Path("verify")
  public VerificationView verify(@Auth Caller caller, @PathParam("org") OrgId org) {
    return VerificationView.of(verifyAudit.execute(caller.actor(), org));
  }

  private static Optional<Long> seq(String text) {
    return SEQ.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
