package dev.cofferdam.adapters.objects.audit;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Keeps objects in a bucket of Amazon S3, or of a server that speaks its protocol: with an endpoint
 * of its own, the bucket stands in the path, and only the checksums that S3 requires are used.
 *
 * <p>The object {@code a/b} has the name {@code a/b@} there: servers that keep objects as files,
 * such as MinIO, can't have both {@code a} and {@code a/b}.
 *
 * <p>An object of up to 1 MiB is sent again when a request fails; a larger one is streamed, sent
 * again when a connection broke before anything was read of it, and else the caller's to send
 * again.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final int BUFFERED_BYTES = 1024 * 1024;
  private static final String BINARY = "application/octet-stream";

  private final String bucket;
  private final S3Client s3;

  public S3ObjectStore(S3Bucket bucket) {
    this.bucket = bucket.name();
    this.s3 =
        S3Client.builder()
            .applyMutation(builder -> bucket.endpoint().ifPresent(builder::endpointOverride))
            .forcePathStyle(bucket.endpoint().isPresent())
            .region(Region.of(bucket.region()))
            .credentialsProvider(credentials(bucket))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(10))
                    .socketTimeout(Duration.ofSeconds(60)))
            .build();
  }

  private static AwsCredentialsProvider credentials(S3Bucket bucket) {
    return bucket
        .credentials()
        .<AwsCredentialsProvider>map(
            keys ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  @Override
  public void put(ObjectKey key, InputStream content, long length) throws IOException {
    ExactContent exact = new ExactContent(content, length);
    RequestBody body =
        length <= BUFFERED_BYTES
            ? RequestBody.fromBytes(exact.readAllBytes())
            : RequestBody.fromContentProvider(untouched(exact), length, BINARY);
    try {
      s3.putObject(put -> put.bucket(bucket).key(name(key)).contentType(BINARY), body);
    } catch (SdkException | IllegalStateException e) {
      if (exact.failure().isPresent()) {
        throw exact.failure().get();
      }
      throw unavailable(e);
    }
  }

  @Override
  public Optional<InputStream> get(ObjectKey key) {
    try {
      return Optional.of(s3.getObject(get -> get.bucket(bucket).key(name(key))));
    } catch (NoSuchKeyException none) {
      return Optional.empty();
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void delete(ObjectKey key) {
    try {
      s3.deleteObject(delete -> delete.bucket(bucket).key(name(key)));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean exists(ObjectKey key) {
    try {
      s3.headObject(head -> head.bucket(bucket).key(name(key)));
      return true;
    } catch (NoSuchKeyException none) {
      return false;
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<ObjectKey> list(ObjectKey folder, Optional<ObjectKey> after, int limit) {
    try {
      return s3
          .listObjectsV2(
              list ->
                  list.bucket(bucket)
                      .prefix(folder.value() + "/")
                      .startAfter(after.map(S3ObjectStore::name).orElse(null))
                      .maxKeys(limit))
          .contents()
          .stream()
          .map(object -> object.key())
          .filter(name -> name.endsWith("@"))
          .map(name -> new ObjectKey(name.substring(0, name.length() - 1)))
          .toList();
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  private static String name(ObjectKey key) {
    return key.value() + "@";
  }

  /** Gives the content away until somebody has read of it: it can't be read again after that. */
  private static ContentStreamProvider untouched(ExactContent content) {
    return () -> {
      if (!content.isUntouched()) {
        throw new IllegalStateException("the content was read already");
      }
      return content;
    };
  }

  private ObjectStoreUnavailable unavailable(RuntimeException e) {
    return new ObjectStoreUnavailable("The bucket " + bucket + " fails", e);
  }
}
