package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Our own mistakes: logged once, with the request's id and without its body, and told as 500. */
final class UnexpectedMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedMapper.class);

  @Override
  public Response toResponse(Throwable mistake) {
    if (mistake instanceof EofException) {
      LOG.debug("The client went away");
    } else {
      LOG.error("Request {} failed unexpectedly", MDC.get(ArrivalFilter.MDC_KEY), mistake);
    }
    return Problems.internal();
  }
}
