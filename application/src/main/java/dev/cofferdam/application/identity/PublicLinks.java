package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.LetterContent.Link;
import java.net.URI;

/**
 * Links into the web pages of this installation, for letters. A token travels in the fragment
 * ({@code #token=…}), which browsers send to nobody: not to this server's log, nor in a {@code
 * Referer} (RFC 9110, section 10.1.3). The page takes it from there and posts it to the API.
 */
public final class PublicLinks {
  private final String root;

  /**
   * @param publicUrl without a slash at its end
   */
  public PublicLinks(String publicUrl) {
    this.root = publicUrl;
  }

  /** Where an address is confirmed: the page calls {@code POST /api/v1/auth/email/verify}. */
  public Link verifyEmail(String token) {
    return withToken("/verify-email", token);
  }

  /** Where a new password is chosen: the page calls {@code POST /api/v1/auth/password/reset}. */
  public Link resetPassword(String token) {
    return withToken("/reset-password", token);
  }

  /** Where an invitation is shown, to be accepted or declined. */
  public Link invitation(String token) {
    return withToken("/invitation", token);
  }

  public Link signIn() {
    return new Link(URI.create(root + "/login"));
  }

  public Link forgotPassword() {
    return new Link(URI.create(root + "/forgot-password"));
  }

  private Link withToken(String page, String token) {
    return new Link(URI.create(root + page + "#token=" + token));
  }
}
