package dev.cofferdam.adapters.http.audit;

import static dev.cofferdam.adapters.http.openapi.ProblemCode.OVERLOADED;

import dev.cofferdam.adapters.http.openapi.Refuses;
import dev.cofferdam.adapters.http.openapi.Responds;
import dev.cofferdam.adapters.http.platform.Caller;
import dev.cofferdam.adapters.http.platform.PageView;
import dev.cofferdam.adapters.http.platform.Paging;
import dev.cofferdam.adapters.http.platform.Query;
import dev.cofferdam.application.audit.ListCheckpoints;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.VerifyAudit.Known;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code …/audit/verify} and {@code …/audit/checkpoints}: whether the record is whole. */
@Path("/api/v1/orgs/{org}/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditProofResource {
  private static final String SEQ = "seq";
  private static final String HASH = "hash";
  private static final String CHECKPOINT = "checkpoint";
  private static final long LAST_SEQ = 999_999_999_999_999_999L;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final VerifyAudit verifyAudit;
  private final ListCheckpoints listCheckpoints;

  AuditProofResource(VerifyAudit verifyAudit, ListCheckpoints listCheckpoints) {
    this.verifyAudit = verifyAudit;
    this.listCheckpoints = listCheckpoints;
  }

  @GET
  @Operation(
      operationId = "verifyAudit",
      summary = "Walk the whole chain of audit entries",
      description =
          "Tells the first entry that is missing, changed or out of order, if there is one, and up"
              + " to where the chain is proven to be what it was: by the newest checkpoint outside"
              + " of the database, by those in it, or by what the caller brings. Of entries behind"
              + " `proven_to` it tells that they fit together, and not that nobody with the"
              + " database in hand has rewritten them, or cut others off. And it compares secrets,"
              + " environments and projects with what the entries commit to, values included.")
  @Parameter(
      name = SEQ,
      description = "A place whose `hash` the caller has noted.",
      schema = @Schema(type = "integer", format = "int64", minimum = "1"),
      example = "1234")
  @Parameter(
      name = HASH,
      description = "The hash that the entry at `seq` had.",
      schema = @Schema(pattern = "^[0-9a-f]{64}$"),
      example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
  @Parameter(
      name = CHECKPOINT,
      description = "A `checkpoint` that the caller has kept, instead of `seq` and `hash`.",
      schema = @Schema(maxLength = 1_000))
  @Refuses(OVERLOADED)
  @Path("verify")
  public VerificationView verify(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Known known = known(Query.of(uri, SEQ, HASH, CHECKPOINT));
    return VerificationView.of(
        verifyAudit.execute(caller.actor(), new VerifyAudit.Command(org, known)));
  }

  @GET
  @Operation(
      operationId = "listAuditCheckpoints",
      summary = "Signed checkpoints of the chain, the newest first",
      description =
          "Keep one elsewhere, and bring its `checkpoint` to `verify` later. The keys are at"
              + " `/.well-known/audit-keys.json`.")
  @Responds(pageOf = CheckpointView.class)
  @Refuses({})
  @Path("checkpoints")
  public Response checkpoints(
      @Auth Caller caller, @PathParam("org") OrgId org, @Context UriInfo uri) {
    Paging paging = Paging.of(uri, Query.of(uri, Paging.LIMIT, Paging.CURSOR));
    long before = paging.after(AuditResource::seq).orElse(Long.MAX_VALUE);
    List<SignedClaim> found =
        listCheckpoints.execute(
            caller.actor(), new ListCheckpoints.Command(org, before, paging.ask()));
    Paging.Page<SignedClaim> page =
        paging.cut(found, signed -> Long.toString(signed.claim().seq()));
    return paging.answer(new PageView<>(page.views(CheckpointView::of), page.next()), page).build();
  }

  private static Known known(Query query) {
    Optional<Long> seq = query.number(SEQ, 1, LAST_SEQ);
    Optional<String> hash = query.text(HASH);
    Optional<String> checkpoint = query.text(CHECKPOINT);
    if (checkpoint.isPresent()) {
      if (seq.isPresent() || hash.isPresent()) {
        throw Refusal.invalid(CHECKPOINT, "can't go with seq and hash");
      }
      return new Known.Checkpoint(checkpoint.get());
    }
    if (seq.isPresent() != hash.isPresent()) {
      throw Refusal.invalid(seq.isPresent() ? HASH : SEQ, "must go with the other of the two");
    }
    return seq.isPresent()
        ? new Known.Noted(seq.get(), hash(hash.orElseThrow()))
        : new Known.Nothing();
  }

  private static ChainHash hash(String text) {
    if (!HEX.matcher(text).matches()) {
      throw Refusal.invalid(HASH, "must be 64 hexadecimal digits");
    }
    return ChainHash.of(HexFormat.of().parseHex(text));
  }
}
