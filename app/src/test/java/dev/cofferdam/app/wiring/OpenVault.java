package dev.cofferdam.app.wiring;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.adapters.http.KeptFile;
import dev.cofferdam.adapters.postgres.metering.JdbiUsageLedger;
import dev.cofferdam.adapters.postgres.runs.JdbiArtifactStore;
import dev.cofferdam.adapters.postgres.vault.JdbiSealedSecrets;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.ReencryptOrg;
import dev.cofferdam.application.vault.port.SealedValues.Sealed;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import io.dropwizard.jackson.Jackson;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The vault of a data folder, opened without a server. */
public final class OpenVault implements AutoCloseable {
  private final DatabaseWiring database;
  private final KeyWiring keys;
  private final KeyRotationWiring rotations;

  private OpenVault(CofferdamConfiguration config) {
    database = DatabaseWiring.open(config, new MetricRegistry(), Clock.systemUTC());
    keys =
        new KeyWiring(
            config, database, ObjectWiring.store(config, Clock.systemUTC()), Clock.systemUTC());
    rotations = new KeyRotationWiring(database, keys, Clock.systemUTC());
  }

  public static OpenVault in(Path dataDir) {
    return new OpenVault(config(dataDir));
  }

  /** That of a server over databases that are elsewhere. */
  public static OpenVault in(Path dataDir, String appUrl, String systemUrl) {
    return new OpenVault(
        Jackson.newObjectMapper()
            .convertValue(
                Map.of(
                    "dataDir",
                    dataDir.toString(),
                    "database",
                    Map.of("url", appUrl, "migrationUrl", "", "systemUrl", systemUrl)),
                CofferdamConfiguration.class));
  }

  /** Has a run leave a file behind. */
  public void leaveFile(KeptFile.Place place, byte[] bytes) {
    KeptFile.keep(
        database.ledger, keys.contents, new JdbiArtifactStore(database.app), place, bytes);
  }

  /** The configuration of a server in this data folder, with everything embedded. */
  public static CofferdamConfiguration config(Path dataDir) {
    return Jackson.newObjectMapper()
        .convertValue(Map.of("dataDir", dataDir.toString()), CofferdamConfiguration.class);
  }

  public Sealer sealer() {
    return keys.sealer;
  }

  /** Every version of every secret of an org. */
  public List<Sealed> everything(OrgId org) {
    return read(
        org,
        () ->
            new JdbiSealedSecrets(database.app)
                .under(
                    org,
                    keys.orgKeys.keys(org).stream()
                        .map(OrgKey::id)
                        .collect(Collectors.toUnmodifiableSet()),
                    Optional.empty(),
                    100_000));
  }

  public <T> T read(OrgId org, Supplier<T> work) {
    return database.ledger.read(Access.ofInstallation(org), work);
  }

  DatabaseWiring database() {
    return database;
  }

  KeyWiring keys() {
    return keys;
  }

  ReencryptOrg reencryptOrg() {
    return rotations.reencryptOrg(new JdbiUsageLedger(database.app));
  }

  @Override
  public void close() {
    database.close();
  }
}
