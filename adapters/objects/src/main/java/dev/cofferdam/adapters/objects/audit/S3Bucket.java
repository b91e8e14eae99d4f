package dev.cofferdam.adapters.objects.audit;

import java.net.URI;
import java.util.Optional;

/**
 * A bucket, and how to get in. Prints without the secret key.
 *
 * @param endpoint of a server that speaks S3; empty for Amazon's own
 * @param region such as {@code eu-central-1}; servers other than Amazon's take any
 * @param credentials empty to look for them where Amazon's tools do: environment, profile, instance
 */
public record S3Bucket(
    String name, String region, Optional<URI> endpoint, Optional<Credentials> credentials) {
  /** An access key. Prints as {@code [REDACTED]}. */
  public record Credentials(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return "[REDACTED]";
    }
  }

  public S3Bucket {
    if (name.isBlank() || region.isBlank()) {
      throw new IllegalArgumentException("an S3 bucket needs a name and a region");
    }
  }
}
