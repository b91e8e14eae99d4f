package dev.cofferdam.adapters.http.platform;

/**
 * How much is taken from one caller.
 *
 * @param bodyBytes of a JSON body
 * @param fileBytes of a body that is a file, such as an import
 * @param uploadBytes of a body that is an archive for runs
 * @param logFollowers streams of logs open at once
 * @param eventFollowers streams of orgs' events open at once
 * @param eventFollowersOfOrg those among them of one org
 */
public record HttpLimits(
    int bodyBytes,
    int fileBytes,
    int uploadBytes,
    int logFollowers,
    int eventFollowers,
    int eventFollowersOfOrg) {
  public static final HttpLimits DEFAULT =
      new HttpLimits(1 << 20, 10 << 20, 10 << 20, 1_000, 1_000, 100);

  public HttpLimits {
    if (bodyBytes < 1 || fileBytes < bodyBytes || uploadBytes < 1 || logFollowers < 1) {
      throw new IllegalArgumentException("limits must be positive, and a file's the larger one");
    }
  }

  /** The same with another limit for archives. */
  public HttpLimits withUploads(int bytes) {
    return new HttpLimits(
        bodyBytes, fileBytes, bytes, logFollowers, eventFollowers, eventFollowersOfOrg);
  }
}
