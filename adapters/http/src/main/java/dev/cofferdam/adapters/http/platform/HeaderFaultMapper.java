package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.message.internal.HeaderValueException;

/** Request headers that Jersey reads by itself, and can't: the client's mistake, and no fault. */
final class HeaderFaultMapper implements ExceptionMapper<HeaderValueException> {
  private final RefusalMapper refusals;
  private final UnexpectedMapper unexpected;

  HeaderFaultMapper(RefusalMapper refusals, UnexpectedMapper unexpected) {
    this.refusals = refusals;
    this.unexpected = unexpected;
  }

  @Override
  public Response toResponse(HeaderValueException fault) {
    return fault.getContext() == HeaderValueException.Context.INBOUND
        ? refusals.toResponse(Refusal.invalid("headers", "must have well-formed values"))
        : unexpected.toResponse(fault);
  }
}
