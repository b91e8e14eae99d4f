package dev.cofferdam.adapters.objects.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.objects.audit.S3Bucket.Credentials;
import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreContract;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class S3ObjectStoreTest extends ObjectStoreContract {
  private static final Credentials KEYS = new Credentials("access", "s3cret");
  private static final ObjectKey KEY = new ObjectKey("runs/1/log");
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static S3Server server;

  private final String bucket = "bucket-" + BUCKETS.incrementAndGet();
  private final S3ObjectStore store = store(bucket, KEYS);

  S3ObjectStoreTest() {
    server.createBucket(bucket, KEYS);
  }

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(KEYS);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  private static S3ObjectStore store(String bucket, Credentials keys) {
    return new S3ObjectStore(
        new S3Bucket(bucket, "us-east-1", Optional.of(server.endpoint()), Optional.of(keys)));
  }

  /** As a connection does that was kept, and that the server has given up meanwhile. */
  @Test
  void aConnectionThatBreaksBeforeTheContentIsReadIsReplaced() throws Exception {
    try (BreakingForwarder breaking = new BreakingForwarder(server.endpoint().getPort(), 2);
        S3ObjectStore behind =
            new S3ObjectStore(
                new S3Bucket(
                    bucket, "us-east-1", Optional.of(breaking.endpoint()), Optional.of(KEYS)))) {
      byte[] large = new byte[3 * 1024 * 1024];
      behind.put(KEY, new ByteArrayInputStream(large), large.length);
      assertThat(breaking.left()).isZero();
    }
    try (InputStream stored = store.get(KEY).orElseThrow()) {
      assertThat(stored.readAllBytes()).hasSize(3 * 1024 * 1024);
    }
  }

  @Test
  void aWrongKeyIsNotLetIn() {
    store.put(KEY, new byte[3]);
    try (S3ObjectStore stranger = store(bucket, new Credentials("access", "wr0ng"))) {
      assertUnavailable(stranger);
    }
  }

  @Test
  void aMissingBucketIsNoMissingObject() {
    try (S3ObjectStore lost = store("no-such-bucket", KEYS)) {
      assertThatThrownBy(() -> lost.get(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
      assertThatThrownBy(() -> lost.put(KEY, new byte[3]))
          .isInstanceOf(ObjectStoreUnavailable.class);
    }
  }

  @Test
  void aServerThatIsDownIsTold() {
    S3Bucket nowhere =
        new S3Bucket(
            "bucket",
            "us-east-1",
            Optional.of(URI.create("http://127.0.0.1:9")),
            Optional.of(KEYS));
    try (S3ObjectStore down = new S3ObjectStore(nowhere)) {
      assertUnavailable(down);
    }
  }

  private static void assertUnavailable(ObjectStore store) {
    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
    assertThatThrownBy(() -> store.exists(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
    assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
    assertThatThrownBy(() -> store.put(KEY, new byte[3]))
        .isInstanceOf(ObjectStoreUnavailable.class);
  }

  @Test
  void printsWithoutTheSecretKey() {
    assertThat(new S3Bucket("b", "r", Optional.empty(), Optional.of(KEYS)).toString())
        .doesNotContain("s3cret")
        .contains("[REDACTED]");
  }
}
