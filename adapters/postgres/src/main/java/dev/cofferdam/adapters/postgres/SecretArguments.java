package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays that {@code append_secrets.sql} takes apart: of keys and environments how far they
 * come in all, and the versions one by one.
 */
final class SecretArguments {
  private final Map<Object, Moved> keys = new LinkedHashMap<>();
  private final Map<Object, Moved> environments = new LinkedHashMap<>();
  private final List<Version> versions = new ArrayList<>();

  /**
   * What becomes of a key or of an environment.
   *
   * @param from its version before
   * @param last what it comes to
   */
  private record Moved(long from, Written last) {
    Moved with(Moved later) {
      return new Moved(from, later.last);
    }

    SecretPlace place() {
      return last.secret().version().place();
    }
  }

  private record Version(long seq, ChainStep.Secret secret) {
    Written written() {
      return secret.written();
    }

    SecretVersion version() {
      return written().secret().version();
    }

    SecretPlace place() {
      return version().place();
    }
  }

  /**
   * @param seq of the entry that goes with it
   */
  void add(long seq, ChainStep.Secret secret) {
    Written written = secret.written();
    SecretPlace place = written.secret().version().place();
    keys.merge(
        List.of(place.environment(), place.name()),
        new Moved(written.before().version(), written),
        Moved::with);
    environments.merge(
        place.environment(), new Moved(written.environment().version(), written), Moved::with);
    versions.add(new Version(seq, secret));
  }

  void bind(ArrayColumns columns) throws SQLException {
    bindKeys(columns, List.copyOf(keys.values()));
    bindEnvironments(columns, List.copyOf(environments.values()));
    columns.put("uuid", versions, each -> each.place().org().value());
    columns.put("uuid", versions, each -> each.place().environment().value());
    columns.put("text", versions, each -> each.place().name().value());
    columns.put("bigint", versions, each -> each.place().version());
    columns.putBytes(versions, each -> each.written().secret().sealed().ciphertext());
    columns.put("text", versions, each -> each.version().change().code());
    columns.put("text", versions, each -> each.version().note());
    columns.put("uuid", versions, each -> each.version().updatedBy().value());
    columns.put("text", versions, each -> each.version().updatedAt().toString());
    columns.put("bigint", versions, each -> each.written().moved().version());
    columns.put("bigint", versions, Version::seq);
    columns.put("text", versions, each -> each.secret().planned().fingerprint().hex());
  }

  private static void bindKeys(ArrayColumns columns, List<Moved> keys) throws SQLException {
    columns.put("uuid", keys, key -> key.place().org().value());
    columns.put("uuid", keys, key -> key.place().environment().value());
    columns.put("text", keys, key -> key.place().name().value());
    columns.put("bigint", keys, Moved::from);
    columns.put("bigint", keys, key -> key.place().version());
  }

  private static void bindEnvironments(ArrayColumns columns, List<Moved> environments)
      throws SQLException {
    columns.put("uuid", environments, each -> each.place().org().value());
    columns.put("uuid", environments, each -> each.place().environment().value());
    columns.put("bigint", environments, Moved::from);
    columns.put("bigint", environments, each -> each.last().moved().version());
    columns.put("text", environments, each -> each.last().moved().changedAt().toString());
  }
}
