package dev.cofferdam.adapters.postgres;

import dev.cofferdam.adapters.postgres.access.JdbiIdempotencyStore;
import dev.cofferdam.adapters.postgres.access.JdbiRevocations;
import dev.cofferdam.adapters.postgres.audit.JdbiActorNames;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.audit.JdbiCheckpointStore;
import dev.cofferdam.adapters.postgres.audit.JdbiDueCheckpoints;
import dev.cofferdam.adapters.postgres.audit.JdbiOneAtATime;
import dev.cofferdam.adapters.postgres.audit.JdbiPersonKeyStore;
import dev.cofferdam.adapters.postgres.audit.JdbiSightings;
import dev.cofferdam.adapters.postgres.audit.JdbiTrailTrimmer;
import dev.cofferdam.adapters.postgres.events.JdbiDeliveryQueue;
import dev.cofferdam.adapters.postgres.events.JdbiDeliveryStore;
import dev.cofferdam.adapters.postgres.events.JdbiEventFeed;
import dev.cofferdam.adapters.postgres.events.JdbiEventTrimmer;
import dev.cofferdam.adapters.postgres.events.JdbiOutbox;
import dev.cofferdam.adapters.postgres.events.JdbiOutboxQueue;
import dev.cofferdam.adapters.postgres.events.JdbiWebhookDeliveries;
import dev.cofferdam.adapters.postgres.events.JdbiWebhookStore;
import dev.cofferdam.adapters.postgres.identity.JdbiApiKeyStore;
import dev.cofferdam.adapters.postgres.identity.JdbiAttemptStore;
import dev.cofferdam.adapters.postgres.identity.JdbiExternalUserStore;
import dev.cofferdam.adapters.postgres.identity.JdbiLetterStore;
import dev.cofferdam.adapters.postgres.identity.JdbiMailedTokenStore;
import dev.cofferdam.adapters.postgres.identity.JdbiMutedTopicStore;
import dev.cofferdam.adapters.postgres.identity.JdbiServiceTokenStore;
import dev.cofferdam.adapters.postgres.identity.JdbiSessionStore;
import dev.cofferdam.adapters.postgres.identity.JdbiSigningKeyStore;
import dev.cofferdam.adapters.postgres.identity.JdbiUserStore;
import dev.cofferdam.adapters.postgres.metering.JdbiTokenBuckets;
import dev.cofferdam.adapters.postgres.metering.JdbiUsageLedger;
import dev.cofferdam.adapters.postgres.runs.JdbiArtifactStore;
import dev.cofferdam.adapters.postgres.runs.JdbiRunLog;
import dev.cofferdam.adapters.postgres.runs.JdbiRunQueue;
import dev.cofferdam.adapters.postgres.runs.JdbiRunStore;
import dev.cofferdam.adapters.postgres.runs.JdbiRunTurns;
import dev.cofferdam.adapters.postgres.runs.JdbiUnfinishedRuns;
import dev.cofferdam.adapters.postgres.runs.JdbiUploadStore;
import dev.cofferdam.adapters.postgres.runs.JdbiVersionRuns;
import dev.cofferdam.adapters.postgres.runs.JdbiWorkerStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiDirectoryStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiInvitationStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiMemberStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiOrgStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiPendingInvitations;
import dev.cofferdam.adapters.postgres.vault.JdbiContentStore;
import dev.cofferdam.adapters.postgres.vault.JdbiEnvironmentTree;
import dev.cofferdam.adapters.postgres.vault.JdbiExpiredContents;
import dev.cofferdam.adapters.postgres.vault.JdbiFingerprintKeyStore;
import dev.cofferdam.adapters.postgres.vault.JdbiKeyRotationStore;
import dev.cofferdam.adapters.postgres.vault.JdbiOrgKeyCensus;
import dev.cofferdam.adapters.postgres.vault.JdbiOrgKeyStore;
import dev.cofferdam.adapters.postgres.vault.JdbiProjectStore;
import dev.cofferdam.adapters.postgres.vault.JdbiSealedSecrets;
import dev.cofferdam.adapters.postgres.vault.JdbiSecretStore;
import dev.cofferdam.adapters.postgres.vault.JdbiTeamIdentityStore;
import dev.cofferdam.adapters.postgres.vault.JdbiUnfinishedKeyRotations;
import dev.cofferdam.adapters.postgres.vault.JdbiUnprovenVault;
import dev.cofferdam.adapters.postgres.vault.JdbiVaultFacts;
import dev.cofferdam.adapters.postgres.vault.JdbiVersionReaders;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.world.ContractWorld;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;
import java.util.function.Consumer;

/** All storage in PostgreSQL. */
public final class JdbiWorld implements ContractWorld {
  private final JdbiTransactions transactions;
  private final JdbiTransactions system;
  private final Clock clock;
  private final TestDatabase database;
  private final IdSource ids = new SequentialIds();
  private final InstanceSealer instanceSealer = new InMemoryInstanceSealer();

  public JdbiWorld(TestDatabase database, Clock clock) {
    this.transactions = database.transactions();
    this.system = new JdbiTransactions(database.system());
    this.clock = clock;
    this.database = database;
  }

  @Override
  public JdbiTransactions transactions() {
    return transactions;
  }

  @Override
  public JdbiLedger ledger() {
    return new JdbiLedger(transactions, TestDatabase.ADDRESSES, clock);
  }

  @Override
  public JdbiAuditTrail auditTrail() {
    return new JdbiAuditTrail(transactions);
  }

  @Override
  public JdbiPersonKeyStore personKeys() {
    return new JdbiPersonKeyStore(transactions);
  }

  @Override
  public JdbiActorNames actorNames() {
    return new JdbiActorNames(transactions);
  }

  @Override
  public JdbiSharedWrites sharedWrites() {
    return new JdbiSharedWrites(database.groupCommit(), TestDatabase.ADDRESSES);
  }

  @Override
  public JdbiAuditNotes auditNotes() {
    return new JdbiAuditNotes(database.groupCommit(), TestDatabase.ADDRESSES);
  }

  @Override
  public JdbiReveals reveals() {
    return new JdbiReveals(database.groupCommit(), TestDatabase.ADDRESSES);
  }

  @Override
  public JdbiCheckpointStore checkpoints() {
    return new JdbiCheckpointStore(transactions);
  }

  @Override
  public JdbiDueCheckpoints dueCheckpoints() {
    return new JdbiDueCheckpoints(system);
  }

  @Override
  public JdbiTrailTrimmer trailTrimmer() {
    return new JdbiTrailTrimmer(system);
  }

  @Override
  public JdbiOneAtATime oneAtATime() {
    return new JdbiOneAtATime(system);
  }

  @Override
  public JdbiOutbox outbox() {
    return new JdbiOutbox(transactions, () -> {});
  }

  @Override
  public JdbiOutboxQueue outboxQueue() {
    return new JdbiOutboxQueue(system);
  }

  @Override
  public JdbiEventFeed eventFeed() {
    return new JdbiEventFeed(transactions);
  }

  @Override
  public JdbiEventTrimmer eventTrimmer() {
    return new JdbiEventTrimmer(system);
  }

  @Override
  public JdbiWebhookStore webhooks() {
    return new JdbiWebhookStore(transactions, instanceSealer);
  }

  @Override
  public JdbiDeliveryStore deliveries() {
    return new JdbiDeliveryStore(transactions, instanceSealer);
  }

  @Override
  public JdbiDeliveryQueue deliveryQueue() {
    return new JdbiDeliveryQueue(system);
  }

  @Override
  public JdbiUsageLedger usage() {
    return new JdbiUsageLedger(transactions);
  }

  @Override
  public JdbiTokenBuckets tokenBuckets() {
    return new JdbiTokenBuckets(transactions);
  }

  @Override
  public JdbiUserStore users() {
    return new JdbiUserStore(transactions);
  }

  @Override
  public JdbiWebhookDeliveries webhookDeliveries() {
    return new JdbiWebhookDeliveries(transactions);
  }

  @Override
  public JdbiDirectoryStore directory() {
    return new JdbiDirectoryStore(transactions);
  }

  @Override
  public JdbiExternalUserStore externalUsers() {
    return new JdbiExternalUserStore(transactions);
  }

  @Override
  public JdbiSessionStore sessions() {
    return new JdbiSessionStore(transactions, clock);
  }

  @Override
  public JdbiSigningKeyStore signingKeys() {
    return new JdbiSigningKeyStore(transactions, system);
  }

  @Override
  public JdbiLetterStore letters() {
    return new JdbiLetterStore(transactions);
  }

  @Override
  public JdbiMailedTokenStore mailedTokens() {
    return new JdbiMailedTokenStore(transactions);
  }

  @Override
  public JdbiAttemptStore attempts() {
    return new JdbiAttemptStore(transactions);
  }

  @Override
  public JdbiMutedTopicStore mutedTopics() {
    return new JdbiMutedTopicStore(transactions);
  }

  @Override
  public JdbiIdempotencyStore idempotency() {
    return new JdbiIdempotencyStore(transactions);
  }

  @Override
  public JdbiRevocations revocations(Consumer<Revocation> here) {
    return new JdbiRevocations(transactions, here);
  }

  @Override
  public JdbiApiKeyStore apiKeys() {
    return new JdbiApiKeyStore(transactions);
  }

  @Override
  public JdbiServiceTokenStore serviceTokens() {
    return new JdbiServiceTokenStore(transactions);
  }

  @Override
  public JdbiOrgStore orgs() {
    return new JdbiOrgStore(transactions);
  }

  @Override
  public JdbiMemberStore members() {
    return new JdbiMemberStore(transactions);
  }

  @Override
  public JdbiInvitationStore invitations() {
    return new JdbiInvitationStore(transactions);
  }

  @Override
  public JdbiPendingInvitations pendingInvitations() {
    return new JdbiPendingInvitations(system);
  }

  @Override
  public JdbiProjectStore projects() {
    return new JdbiProjectStore(transactions);
  }

  @Override
  public JdbiEnvironmentTree tree() {
    return new JdbiEnvironmentTree(transactions);
  }

  @Override
  public JdbiSecretStore secrets() {
    return new JdbiSecretStore(transactions);
  }

  @Override
  public JdbiOrgKeyStore orgKeys() {
    return new JdbiOrgKeyStore(transactions);
  }

  @Override
  public JdbiOrgKeyCensus orgKeyCensus() {
    return new JdbiOrgKeyCensus(system);
  }

  @Override
  public JdbiSealedSecrets sealedSecrets() {
    return new JdbiSealedSecrets(transactions);
  }

  @Override
  public JdbiTeamIdentityStore teamIdentities() {
    return new JdbiTeamIdentityStore(transactions);
  }

  @Override
  public JdbiTeamIdentityStore sealedIdentities() {
    return teamIdentities();
  }

  @Override
  public JdbiContentStore contents() {
    return new JdbiContentStore(transactions);
  }

  @Override
  public JdbiContentStore sealedContents() {
    return contents();
  }

  @Override
  public JdbiExpiredContents expiredContents() {
    return new JdbiExpiredContents(system);
  }

  @Override
  public JdbiFingerprintKeyStore fingerprintKeys() {
    return new JdbiFingerprintKeyStore(transactions);
  }

  @Override
  public JdbiFingerprintKeyStore sealedFingerprintKeys() {
    return fingerprintKeys();
  }

  @Override
  public JdbiVaultFacts vaultFacts() {
    return new JdbiVaultFacts(transactions);
  }

  @Override
  public JdbiUnprovenVault unprovenVault() {
    return new JdbiUnprovenVault(transactions, system);
  }

  @Override
  public JdbiKeyRotationStore keyRotations() {
    return new JdbiKeyRotationStore(transactions);
  }

  @Override
  public JdbiUnfinishedKeyRotations unfinishedKeyRotations() {
    return new JdbiUnfinishedKeyRotations(system);
  }

  @Override
  public JdbiRunStore runs() {
    return new JdbiRunStore(transactions);
  }

  @Override
  public JdbiArtifactStore artifacts() {
    return new JdbiArtifactStore(transactions);
  }

  @Override
  public JdbiUploadStore uploads() {
    return new JdbiUploadStore(transactions);
  }

  @Override
  public JdbiRunLog runLog() {
    return new JdbiRunLog(transactions);
  }

  @Override
  public JdbiVersionReaders versionReaders() {
    return new JdbiVersionReaders(transactions);
  }

  @Override
  public JdbiSightings sightings() {
    return new JdbiSightings(transactions);
  }

  @Override
  public JdbiVersionRuns versionRuns() {
    return new JdbiVersionRuns(transactions);
  }

  @Override
  public JdbiUnfinishedRuns unfinishedRuns() {
    return new JdbiUnfinishedRuns(system);
  }

  @Override
  public JdbiRunQueue runQueue() {
    return new JdbiRunQueue(system, new JdbiOutbox(system, () -> {}), ids);
  }

  @Override
  public JdbiRunTurns runTurns() {
    return new JdbiRunTurns(transactions);
  }

  @Override
  public JdbiWorkerStore workers() {
    return new JdbiWorkerStore(transactions);
  }
}
