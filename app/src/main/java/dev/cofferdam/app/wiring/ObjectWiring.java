package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.objects.audit.FolderObjectStore;
import dev.cofferdam.adapters.objects.audit.S3Bucket;
import dev.cofferdam.adapters.objects.audit.S3ObjectStore;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.config.ObjectSettings;
import dev.cofferdam.application.audit.port.ObjectStore;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Where objects are kept. */
final class ObjectWiring {
  private static final String ANY_REGION = "us-east-1";

  private ObjectWiring() {}

  static ObjectStore store(CofferdamConfiguration config, Clock clock) {
    ObjectSettings settings = config.objects();
    return settings.inFolder()
        ? new FolderObjectStore(config.dataDir().resolve("objects"), clock)
        : new S3ObjectStore(
            new S3Bucket(
                settings.bucket(),
                settings.region().isEmpty() ? ANY_REGION : settings.region(),
                given(settings.endpoint()).map(URI::create),
                given(settings.accessKey())
                    .map(key -> new S3Bucket.Credentials(key, settings.secretKey()))));
  }

  private static Optional<String> given(String setting) {
    return setting.isEmpty() ? Optional.empty() : Optional.of(setting);
  }
}
