package dev.cofferdam.adapters.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Fails in ways that no route of ours should. */
@Path("/broken")
public final class BrokenResource {
  static final String HINT = "what went wrong inside";

  @GET
  @Path("{how}")
  public String fail(@PathParam("how") String how) {
    if (how.equals("error")) {
      throw new AssertionError(HINT);
    }
    if (how.equals("state")) {
      throw new IllegalStateException(HINT);
    }
    return how;
  }
}
