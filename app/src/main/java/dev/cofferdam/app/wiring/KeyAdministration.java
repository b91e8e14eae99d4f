package dev.cofferdam.app.wiring;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.adapters.tink.access.MasterKeyRotation;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.vault.DestroyOrgKey;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an operator does with keys, without a server. */
public final class KeyAdministration implements AutoCloseable {
  private static final Actor OPERATOR = new Actor.Installation("operator", Actor.Origin.INSIDE);

  private final DatabaseWiring database;
  private final KeyRotationWiring keys;
  private final MasterKeyRotation master;

  private KeyAdministration(CofferdamConfiguration config, Clock clock) {
    database = DatabaseWiring.open(config, new MetricRegistry(), clock);
    keys =
        new KeyRotationWiring(
            database,
            new KeyWiring(config, database, ObjectWiring.store(config, clock), clock),
            clock);
    master = new MasterKeyRotation(config.masterKeyFile());
  }

  public static KeyAdministration open(CofferdamConfiguration config) {
    return new KeyAdministration(config, Clock.systemUTC());
  }

  /** What is in the master key's file. */
  public MasterKeyRotation.Keys masterKeys() {
    return master.keys();
  }

  /** How many keysets each master key wrapped. */
  public Map<String, Long> uses() {
    return database.masterKeyUses.counts();
  }

  /** Puts a new master key beside the one that wraps, unless there are several already. */
  public MasterKeyRotation.Keys add() {
    return master.add();
  }

  /** Makes the newest master key the one that wraps. */
  public MasterKeyRotation.Keys promote() {
    return master.promote();
  }

  /** Wraps everything by the master key that wraps now, and returns how much was not. */
  public int rewrap() {
    return keys.rewrapKeysets().execute();
  }

  /** Takes the older master keys out of the file that nothing is wrapped by; returns their ids. */
  public Set<String> retire() {
    MasterKeyRotation.Keys now = master.keys();
    Set<String> retired = new HashSet<>();
    for (String id : now.ids()) {
      if (!id.equals(now.primary()) && database.masterKeyUses.retire(id)) {
        retired.add(id);
      }
    }
    master.remove(retired);
    return retired;
  }

  /** Returns false when it was destroyed before. */
  public boolean destroy(OrgId org) {
    return keys.destroyOrgKey().execute(OPERATOR, new DestroyOrgKey.Command(org));
  }

  @Override
  public void close() {
    database.close();
  }
}
