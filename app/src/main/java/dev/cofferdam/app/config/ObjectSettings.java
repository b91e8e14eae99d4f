package dev.cofferdam.app.config;

import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;

/**
 * Where objects are kept: a bucket that speaks S3, or, without one, a folder in the data folder.
 *
 * @param endpoint of a server that speaks S3; empty for Amazon's own
 * @param region empty where the server has none
 * @param accessKey empty, with {@code secretKey}, to look for both where Amazon's tools do
 */
public record ObjectSettings(
    @NotNull @Pattern(regexp = "|https?://[^\\s/?#]+/?", message = "must be http(s)://host:port")
        String endpoint,
    @NotNull String bucket,
    @NotNull String region,
    @NotNull String accessKey,
    @NotNull String secretKey) {
  static final ObjectSettings FOLDER = new ObjectSettings("", "", "", "", "");

  /** A setting without a value is an empty one, as YAML has it. */
  public ObjectSettings {
    endpoint = Objects.requireNonNullElse(endpoint, "");
    bucket = Objects.requireNonNullElse(bucket, "");
    region = Objects.requireNonNullElse(region, "");
    accessKey = Objects.requireNonNullElse(accessKey, "");
    secretKey = Objects.requireNonNullElse(secretKey, "");
  }

  public boolean inFolder() {
    return bucket.isEmpty();
  }

  @ValidationMethod(message = "wants a bucket (S3_BUCKET) besides the other settings of S3")
  public boolean isBucketNamed() {
    return !inFolder() || (endpoint + region + accessKey + secretKey).isEmpty();
  }

  @ValidationMethod(
      message = "wants both of accessKey and secretKey (S3_ACCESS_KEY, S3_SECRET_KEY), or neither")
  public boolean isCredentialWhole() {
    return accessKey.isEmpty() == secretKey.isEmpty();
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "ObjectSettings[" + (inFolder() ? "folder" : bucket) + "]";
  }
}
