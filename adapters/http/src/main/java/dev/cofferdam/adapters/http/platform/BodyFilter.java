package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Takes a request's whole body into memory, up to a limit that counts what arrives and not what is
 * announced, so that it can be read, and be compared with an earlier one.
 */
final class BodyFilter implements ContainerRequestFilter {
  private static final String ATTRIBUTE = BodyFilter.class.getName();

  private static final String BEGUN = ATTRIBUTE + ".begun";

  private final int limit;

  BodyFilter(int limit) {
    this.limit = limit;
  }

  /** The bytes of a request's body; none where it has none. */
  static byte[] bodyOf(ContainerRequestContext request) {
    return request.getProperty(ATTRIBUTE) instanceof byte[] body ? body : new byte[0];
  }

  /** Whether a request came with a body that nobody has read to its end. */
  static boolean hasUnreadBody(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    // Of a body that is inflated on the way, the length is gone from the headers.
    boolean begun = request.getProperty(BEGUN) != null;
    boolean announced = begun || (length == null ? isChunked(request) : !length.equals("0"));
    return announced && request.getProperty(ATTRIBUTE) == null;
  }

  private static boolean isChunked(ContainerRequestContext request) {
    return request.getHeaderString("Transfer-Encoding") != null;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, true);
    String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Faults.malformed(
          "unsupported_content_encoding", "The body must be sent as it is, or with gzip.");
    }
    if (request.getLength() > limit) {
      throw tooLarge();
    }
    byte[] body = read(request);
    if (body.length > limit) {
      throw tooLarge();
    }
    request.setProperty(ATTRIBUTE, body);
    request.setEntityStream(new ByteArrayInputStream(body));
  }

  private byte[] read(ContainerRequestContext request) {
    try {
      return request.getEntityStream().readNBytes(limit + 1);
    } catch (IOException broken) {
      throw refusalOf(broken);
    } catch (RuntimeException broken) {
      // Jetty tells so of a body that can't be inflated.
      if (broken.getCause() instanceof IOException cause) {
        throw refusalOf(cause);
      }
      throw broken;
    }
  }

  private static Refusal refusalOf(IOException broken) {
    return broken.getCause() instanceof TimeoutException
        ? Faults.malformed("request_timeout", "The body did not arrive in time.")
        : Faults.malformed("incomplete_body", "The body ended early or can't be decoded.");
  }

  private Refusal tooLarge() {
    return Refusal.tooLarge("body", "is over the limit of " + limit + " bytes");
  }
}
