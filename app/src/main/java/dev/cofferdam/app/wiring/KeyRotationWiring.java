package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.vault.KeyUseCases;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.audit.JdbiCheckpointStore;
import dev.cofferdam.adapters.postgres.audit.JdbiPersonKeyStore;
import dev.cofferdam.adapters.postgres.vault.JdbiContentStore;
import dev.cofferdam.adapters.postgres.vault.JdbiFingerprintKeyStore;
import dev.cofferdam.adapters.postgres.vault.JdbiKeyRotationStore;
import dev.cofferdam.adapters.postgres.vault.JdbiOrgKeyCensus;
import dev.cofferdam.adapters.postgres.vault.JdbiSealedSecrets;
import dev.cofferdam.adapters.postgres.vault.JdbiTeamIdentityStore;
import dev.cofferdam.adapters.postgres.vault.JdbiUnfinishedKeyRotations;
import dev.cofferdam.adapters.postgres.vault.JdbiUnprovenVault;
import dev.cofferdam.adapters.tink.vault.TinkKeysetRewrapper;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.CommitmentBeginning;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.AddKeyShares;
import dev.cofferdam.application.vault.CheckOrgKeys;
import dev.cofferdam.application.vault.DestroyOrgKey;
import dev.cofferdam.application.vault.FinishKeyDestructions;
import dev.cofferdam.application.vault.FinishKeyRotation;
import dev.cofferdam.application.vault.ListOrgKeys;
import dev.cofferdam.application.vault.OrgValues;
import dev.cofferdam.application.vault.ProveVault;
import dev.cofferdam.application.vault.ReconcileKeyRotations;
import dev.cofferdam.application.vault.ReencryptOrg;
import dev.cofferdam.application.vault.RewrapKeysets;
import dev.cofferdam.application.vault.RotateOrgKey;
import dev.cofferdam.application.vault.ShowKeyRotation;
import dev.cofferdam.application.vault.port.KeyRotationLauncher;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.workflows.temporal.TemporalConnection;
import dev.cofferdam.workflows.vault.RotateKeyActivities;
import dev.cofferdam.workflows.vault.RotateKeyActivitiesImpl;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Orgs' keys, and their rotation. */
final class KeyRotationWiring {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final DatabaseWiring database;
  private final KeyWiring keys;
  private final Clock clock;
  private final KeyRotationStore rotations;
  private final OrgValues values;

  KeyRotationWiring(DatabaseWiring database, KeyWiring keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
    this.rotations = new JdbiKeyRotationStore(database.app);
    this.values =
        new OrgValues(
            List.of(
                new JdbiSealedSecrets(database.app),
                new JdbiTeamIdentityStore(database.app),
                new JdbiContentStore(database.app),
                new JdbiFingerprintKeyStore(database.app)));
  }

  /** What is done for orgs' keys at start and over and over. */
  KeyUpkeep upkeep() {
    JdbiOrgKeyCensus census = new JdbiOrgKeyCensus(database.system);
    return new KeyUpkeep(
        new AddKeyShares(database.ledger, census, keys.keyring),
        finishKeyDestructions(),
        new CheckOrgKeys(database.ledger, census, keys.keyring),
        proveVault());
  }

  private ProveVault proveVault() {
    return new ProveVault(
        database.ledger,
        new CommitmentBeginning(
            new JdbiAuditTrail(database.app), new JdbiCheckpointStore(database.app), keys.notary),
        new JdbiUnprovenVault(database.app, database.system),
        keys.sealer);
  }

  private FinishKeyDestructions finishKeyDestructions() {
    return new FinishKeyDestructions(
        database.ledger, new JdbiOrgKeyCensus(database.system), keys.orgKeys, keys.shares, clock);
  }

  DestroyOrgKey destroyOrgKey() {
    return new DestroyOrgKey(
        database.ledger, keys.orgKeys, keys.keyring, rotations, finishKeyDestructions(), clock);
  }

  RewrapKeysets rewrapKeysets() {
    return new RewrapKeysets(
        new RewrapKeysets.Stores(
            keys.instanceKeys,
            new JdbiPersonKeyStore(database.app),
            keys.orgKeys,
            new JdbiOrgKeyCensus(database.system)),
        database.ledger,
        database.app,
        new TinkKeysetRewrapper(database.master));
  }

  KeyUseCases useCases(Gatekeeper gatekeeper, Outbox outbox, IdSource ids, KeyUseCases.Team team) {
    return new KeyUseCases(
        new ListOrgKeys(gatekeeper, database.ledger, keys.orgKeys, values),
        new RotateOrgKey(
            gatekeeper,
            database.ledger,
            keys.keyring,
            rotations,
            values,
            outbox,
            new RotateOrgKey.Identity(ids, clock)),
        new ShowKeyRotation(gatekeeper, database.ledger, rotations),
        team);
  }

  /** What a rotation that was begun has the relay do. */
  static Map<String, Consumer<OutboxEvent>> subscribers(KeyRotationLauncher launcher) {
    return Map.of(
        RotateOrgKey.STARTED,
        event ->
            launcher.launch(
                event.requireOrg(), new KeyRotationId(UUID.fromString(event.subject()))));
  }

  /** What goes on by itself: a worker of this server's, and who starts what nobody runs. */
  void background(
      LifecycleEnvironment lifecycle,
      TemporalConnection temporal,
      KeyRotationLauncher launcher,
      UsageLedger usage) {
    lifecycle.manage(new KeyWorkerWiring(temporal, activities(usage)));
    ScheduledExecutorService executor =
        lifecycle.scheduledExecutorService("keys").threads(1).build();
    lifecycle.manage(
        new Periodically(
            "reconciling key rotations", reconciler(launcher)::execute, EVERY, executor));
    lifecycle.manage(
        new Periodically(
            "keeping orgs' keys and their shares together", upkeep()::once, EVERY, executor));
  }

  private ReconcileKeyRotations reconciler(KeyRotationLauncher launcher) {
    return new ReconcileKeyRotations(new JdbiUnfinishedKeyRotations(database.system), launcher);
  }

  /** What carries rotations through. */
  ReencryptOrg reencryptOrg(UsageLedger usage) {
    return new ReencryptOrg(
        database.ledger,
        keys.orgKeys,
        keys.keyring,
        values,
        rotations,
        new FinishKeyRotation(
            database.ledger, keys.orgKeys, keys.keyring, values, rotations, usage, clock),
        clock);
  }

  RotateKeyActivities activities(UsageLedger usage) {
    return new RotateKeyActivitiesImpl(reencryptOrg(usage));
  }
}
