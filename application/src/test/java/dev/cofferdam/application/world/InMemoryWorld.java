package dev.cofferdam.application.world;

import dev.cofferdam.application.access.port.InMemoryIdempotencyStore;
import dev.cofferdam.application.access.port.InMemoryRevocations;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.audit.ChainWalk;
import dev.cofferdam.application.audit.EntryAddresses;
import dev.cofferdam.application.audit.EntryReader;
import dev.cofferdam.application.audit.OutsideCheckpoints;
import dev.cofferdam.application.audit.RowWalk;
import dev.cofferdam.application.audit.port.InMemoryActorNames;
import dev.cofferdam.application.audit.port.InMemoryAuditNotes;
import dev.cofferdam.application.audit.port.InMemoryAuditTrail;
import dev.cofferdam.application.audit.port.InMemoryCheckpointStore;
import dev.cofferdam.application.audit.port.InMemoryLedger;
import dev.cofferdam.application.audit.port.InMemoryNotary;
import dev.cofferdam.application.audit.port.InMemoryObjectStore;
import dev.cofferdam.application.audit.port.InMemoryOneAtATime;
import dev.cofferdam.application.audit.port.InMemoryPersonKeyStore;
import dev.cofferdam.application.audit.port.InMemoryPersonSealer;
import dev.cofferdam.application.audit.port.InMemoryReveals;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.application.events.port.InMemoryDeliveryStore;
import dev.cofferdam.application.events.port.InMemoryEventFeed;
import dev.cofferdam.application.events.port.InMemoryOutbox;
import dev.cofferdam.application.events.port.InMemoryWebhookDeliveries;
import dev.cofferdam.application.events.port.InMemoryWebhookStore;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.identity.port.InMemoryApiKeyStore;
import dev.cofferdam.application.identity.port.InMemoryAttemptStore;
import dev.cofferdam.application.identity.port.InMemoryCredentialNames;
import dev.cofferdam.application.identity.port.InMemoryExternalUserStore;
import dev.cofferdam.application.identity.port.InMemoryLetterStore;
import dev.cofferdam.application.identity.port.InMemoryMailedTokenStore;
import dev.cofferdam.application.identity.port.InMemoryMutedTopicStore;
import dev.cofferdam.application.identity.port.InMemoryServiceTokenStore;
import dev.cofferdam.application.identity.port.InMemorySessionStore;
import dev.cofferdam.application.identity.port.InMemorySigningKeyStore;
import dev.cofferdam.application.identity.port.InMemoryUserStore;
import dev.cofferdam.application.metering.port.InMemoryTokenBuckets;
import dev.cofferdam.application.metering.port.InMemoryUsageLedger;
import dev.cofferdam.application.runs.port.InMemoryArtifactStore;
import dev.cofferdam.application.runs.port.InMemoryRunLog;
import dev.cofferdam.application.runs.port.InMemoryRunQueue;
import dev.cofferdam.application.runs.port.InMemoryRunStore;
import dev.cofferdam.application.runs.port.InMemoryUploadStore;
import dev.cofferdam.application.runs.port.InMemoryWorkerStore;
import dev.cofferdam.application.tenancy.port.InMemoryDirectoryStore;
import dev.cofferdam.application.tenancy.port.InMemoryInvitationStore;
import dev.cofferdam.application.tenancy.port.InMemoryMemberStore;
import dev.cofferdam.application.tenancy.port.InMemoryOrgStore;
import dev.cofferdam.application.vault.VaultEvidence;
import dev.cofferdam.application.vault.port.InMemoryContentStore;
import dev.cofferdam.application.vault.port.InMemoryEnvironmentTree;
import dev.cofferdam.application.vault.port.InMemoryFingerprintKeyStore;
import dev.cofferdam.application.vault.port.InMemoryKeyRotationStore;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.InMemoryProjectStore;
import dev.cofferdam.application.vault.port.InMemorySealedSecrets;
import dev.cofferdam.application.vault.port.InMemorySecretStore;
import dev.cofferdam.application.vault.port.InMemorySharedWrites;
import dev.cofferdam.application.vault.port.InMemorySightings;
import dev.cofferdam.application.vault.port.InMemoryTeamIdentityStore;
import dev.cofferdam.application.vault.port.InMemoryUnprovenVault;
import dev.cofferdam.application.vault.port.InMemoryVaultFacts;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import java.time.Clock;
import java.util.function.Consumer;

/** All storage in memory. */
public final class InMemoryWorld implements ContractWorld {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryPersonSealer personSealer = new InMemoryPersonSealer();
  private final EntryAddresses addresses = new EntryAddresses(personSealer);
  private final InMemoryPersonKeyStore personKeys = new InMemoryPersonKeyStore(transactions);
  private final Clock clock;
  private final InMemoryLedger ledger;
  private final InMemoryCheckpointStore checkpoints;
  private final InMemoryOneAtATime oneAtATime = new InMemoryOneAtATime();
  private final InMemoryNotary notary = new InMemoryNotary();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryAuditTrail auditTrail;
  private final InMemoryOutbox outbox;
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore(transactions);
  private final InMemoryDeliveryStore deliveries =
      new InMemoryDeliveryStore(transactions, webhooks);
  private final InMemoryUsageLedger usage = new InMemoryUsageLedger(transactions);
  private final InMemoryTokenBuckets tokenBuckets;
  private final InMemoryUserStore users = new InMemoryUserStore(transactions);
  private final InMemoryWebhookDeliveries webhookDeliveries =
      new InMemoryWebhookDeliveries(transactions);
  private final InMemoryDirectoryStore directory = new InMemoryDirectoryStore(transactions);
  private final InMemoryExternalUserStore externalUsers =
      new InMemoryExternalUserStore(transactions, users);
  private final InMemorySessionStore sessions;
  private final InMemorySigningKeyStore signingKeys = new InMemorySigningKeyStore(transactions);
  private final InMemoryLetterStore letters = new InMemoryLetterStore(transactions);
  private final InMemoryMailedTokenStore mailedTokens = new InMemoryMailedTokenStore(transactions);
  private final InMemoryAttemptStore attempts = new InMemoryAttemptStore(transactions);
  private final InMemoryMutedTopicStore mutedTopics =
      new InMemoryMutedTopicStore(transactions, users);
  private final InMemoryIdempotencyStore idempotency = new InMemoryIdempotencyStore(transactions);
  private final InMemoryOrgStore orgs = new InMemoryOrgStore(transactions);
  private final InMemoryCredentialNames credentialNames = new InMemoryCredentialNames(transactions);
  private final InMemoryApiKeyStore apiKeys =
      new InMemoryApiKeyStore(transactions, credentialNames, orgs, externalUsers);
  private final InMemoryServiceTokenStore serviceTokens =
      new InMemoryServiceTokenStore(transactions, credentialNames);
  private final InMemoryMemberStore members = new InMemoryMemberStore(orgs, users, apiKeys);
  private final InMemoryInvitationStore invitations = new InMemoryInvitationStore(transactions);
  private final InMemoryProjectStore projects = new InMemoryProjectStore(transactions);
  private final InMemorySecretStore secrets = new InMemorySecretStore(transactions, projects);
  private final InMemorySightings sightings = new InMemorySightings(transactions, secrets);
  private final InMemoryEnvironmentTree tree = new InMemoryEnvironmentTree(projects, secrets);
  private final InMemoryOrgKeyStore orgKeys = new InMemoryOrgKeyStore();
  private final InMemoryTeamIdentityStore teamIdentities =
      new InMemoryTeamIdentityStore(transactions);
  private final InMemoryFingerprintKeyStore fingerprintKeys = new InMemoryFingerprintKeyStore();
  private final InMemoryUnprovenVault unprovenVault = new InMemoryUnprovenVault(projects.facts());
  private final InMemoryKeyRotationStore keyRotations = new InMemoryKeyRotationStore(transactions);
  private final InMemoryRunStore runs = new InMemoryRunStore(transactions);
  private final InMemoryContentStore contents;
  private final InMemoryArtifactStore artifacts;
  private final InMemoryUploadStore uploads;
  private final InMemoryRunLog runLog = new InMemoryRunLog(runs);
  private final InMemoryWorkerStore workers = new InMemoryWorkerStore();
  private final InMemoryRunQueue runQueue;

  public InMemoryWorld(Clock clock) {
    this.clock = clock;
    ledger = new InMemoryLedger(transactions, clock, addresses);
    auditTrail = new InMemoryAuditTrail(ledger);
    checkpoints = new InMemoryCheckpointStore(transactions, ledger, clock);
    checkpoints.alsoTrim(sightings::forgetUpTo);
    outbox = new InMemoryOutbox(transactions, clock);
    contents = new InMemoryContentStore(transactions, clock);
    artifacts = new InMemoryArtifactStore(transactions, runs, contents);
    uploads = new InMemoryUploadStore(transactions, contents);
    ledger.carry(this::carry);
    runQueue = new InMemoryRunQueue(transactions, runs, workers, outbox, new SequentialIds());
    tokenBuckets = new InMemoryTokenBuckets(clock);
    sessions = new InMemorySessionStore(transactions, clock);
    orgs.endedBy(this::isEnded);
  }

  private boolean isEnded(Actor actor) {
    if (actor instanceof Actor.SignedIn me) {
      return sessions.isRevoked(me.session());
    }
    if (actor instanceof Actor.ByApiKey me) {
      return credentialNames.find("api_key", me.id()).isPresent() && !apiKeys.has(me.key());
    }
    return actor instanceof Actor.ByServiceToken me
        && credentialNames.find("service_token", me.id()).isPresent()
        && serviceTokens.find(me.org(), me.token()).isEmpty();
  }

  /** As the real ledger asks for carrying out, within the change. */
  private void carry(OrgEvent event) {
    if (EventType.ofCode(event.type()).filter(EventType::endsRun).isPresent()
        || webhooks.isAnyOn(event.org())) {
      outbox.publish(
          new OutboxEvent(event.id(), event.org(), EventFeed.TOLD, Long.toString(event.seq())));
    }
  }

  @Override
  public InMemoryTransactions transactions() {
    return transactions;
  }

  @Override
  public InMemoryLedger ledger() {
    return ledger;
  }

  @Override
  public InMemoryAuditTrail auditTrail() {
    return auditTrail;
  }

  @Override
  public InMemoryPersonKeyStore personKeys() {
    return personKeys;
  }

  @Override
  public InMemoryActorNames actorNames() {
    return new InMemoryActorNames(users, credentialNames);
  }

  @Override
  public InMemoryCheckpointStore checkpoints() {
    return checkpoints;
  }

  @Override
  public InMemoryCheckpointStore dueCheckpoints() {
    return checkpoints;
  }

  @Override
  public InMemoryCheckpointStore trailTrimmer() {
    return checkpoints;
  }

  @Override
  public InMemoryOneAtATime oneAtATime() {
    return oneAtATime;
  }

  public InMemoryNotary notary() {
    return notary;
  }

  public InMemoryObjectStore objects() {
    return objects;
  }

  public OutsideCheckpoints outsideCheckpoints() {
    return new OutsideCheckpoints(objects, notary);
  }

  public ChainWalk chainWalk() {
    return new ChainWalk(ledger, auditTrail, checkpoints, notary);
  }

  public EntryReader entryReader() {
    return new EntryReader(addresses, actorNames());
  }

  public InMemoryPersonSealer personSealer() {
    return personSealer;
  }

  /** What the ledger seals the addresses of people with. */
  public EntryAddresses addresses() {
    return addresses;
  }

  @Override
  public InMemoryAuditNotes auditNotes() {
    return new InMemoryAuditNotes(ledger);
  }

  @Override
  public InMemorySharedWrites sharedWrites() {
    return new InMemorySharedWrites(ledger, projects, secrets, usage, clock);
  }

  @Override
  public InMemoryReveals reveals() {
    return new InMemoryReveals(ledger, usage, sightings);
  }

  @Override
  public InMemoryOutbox outbox() {
    return outbox;
  }

  @Override
  public InMemoryOutbox outboxQueue() {
    return outbox;
  }

  @Override
  public InMemoryEventFeed eventFeed() {
    return new InMemoryEventFeed(ledger, transactions);
  }

  @Override
  public InMemoryEventFeed eventTrimmer() {
    return eventFeed();
  }

  @Override
  public InMemoryWebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public InMemoryDeliveryStore deliveries() {
    return deliveries;
  }

  @Override
  public InMemoryDeliveryStore deliveryQueue() {
    return deliveries;
  }

  @Override
  public InMemoryUsageLedger usage() {
    return usage;
  }

  @Override
  public InMemoryTokenBuckets tokenBuckets() {
    return tokenBuckets;
  }

  @Override
  public InMemoryUserStore users() {
    return users;
  }

  @Override
  public InMemoryWebhookDeliveries webhookDeliveries() {
    return webhookDeliveries;
  }

  @Override
  public InMemoryDirectoryStore directory() {
    return directory;
  }

  @Override
  public InMemoryExternalUserStore externalUsers() {
    return externalUsers;
  }

  @Override
  public InMemorySessionStore sessions() {
    return sessions;
  }

  @Override
  public InMemorySigningKeyStore signingKeys() {
    return signingKeys;
  }

  @Override
  public InMemoryLetterStore letters() {
    return letters;
  }

  @Override
  public InMemoryMailedTokenStore mailedTokens() {
    return mailedTokens;
  }

  @Override
  public InMemoryAttemptStore attempts() {
    return attempts;
  }

  @Override
  public InMemoryMutedTopicStore mutedTopics() {
    return mutedTopics;
  }

  @Override
  public InMemoryIdempotencyStore idempotency() {
    return idempotency;
  }

  @Override
  public InMemoryRevocations revocations(Consumer<Revocation> here) {
    return new InMemoryRevocations(transactions, here);
  }

  @Override
  public InMemoryApiKeyStore apiKeys() {
    return apiKeys;
  }

  @Override
  public InMemoryServiceTokenStore serviceTokens() {
    return serviceTokens;
  }

  @Override
  public InMemoryOrgStore orgs() {
    return orgs;
  }

  @Override
  public InMemoryMemberStore members() {
    return members;
  }

  @Override
  public InMemoryInvitationStore invitations() {
    return invitations;
  }

  @Override
  public InMemoryInvitationStore pendingInvitations() {
    return invitations;
  }

  @Override
  public InMemoryProjectStore projects() {
    return projects;
  }

  @Override
  public InMemorySecretStore secrets() {
    return secrets;
  }

  @Override
  public InMemoryEnvironmentTree tree() {
    return tree;
  }

  @Override
  public InMemoryOrgKeyStore orgKeys() {
    return orgKeys;
  }

  @Override
  public InMemoryOrgKeyStore orgKeyCensus() {
    return orgKeys;
  }

  @Override
  public InMemorySealedSecrets sealedSecrets() {
    return new InMemorySealedSecrets(secrets);
  }

  @Override
  public InMemoryTeamIdentityStore teamIdentities() {
    return teamIdentities;
  }

  @Override
  public InMemoryFingerprintKeyStore fingerprintKeys() {
    return fingerprintKeys;
  }

  @Override
  public InMemoryFingerprintKeyStore sealedFingerprintKeys() {
    return fingerprintKeys;
  }

  @Override
  public InMemoryVaultFacts vaultFacts() {
    return projects.facts();
  }

  @Override
  public InMemoryUnprovenVault unprovenVault() {
    return unprovenVault;
  }

  /** Compares rows with what entries commit to. */
  public RowWalk rowWalk(Sealer sealer) {
    return new RowWalk(
        ledger, auditTrail, checkpoints, notary, new VaultEvidence(vaultFacts(), sealer));
  }

  @Override
  public InMemoryTeamIdentityStore sealedIdentities() {
    return teamIdentities;
  }

  @Override
  public InMemoryContentStore contents() {
    return contents;
  }

  @Override
  public InMemoryContentStore sealedContents() {
    return contents;
  }

  @Override
  public InMemoryContentStore expiredContents() {
    return contents;
  }

  @Override
  public InMemoryKeyRotationStore keyRotations() {
    return keyRotations;
  }

  @Override
  public InMemoryKeyRotationStore unfinishedKeyRotations() {
    return keyRotations;
  }

  @Override
  public InMemoryRunStore runs() {
    return runs;
  }

  @Override
  public InMemoryArtifactStore artifacts() {
    return artifacts;
  }

  @Override
  public InMemoryUploadStore uploads() {
    return uploads;
  }

  @Override
  public InMemoryRunLog runLog() {
    return runLog;
  }

  @Override
  public InMemorySightings sightings() {
    return sightings;
  }

  @Override
  public InMemorySightings versionReaders() {
    return sightings;
  }

  @Override
  public InMemoryRunStore versionRuns() {
    return runs;
  }

  @Override
  public InMemoryRunStore unfinishedRuns() {
    return runs;
  }

  @Override
  public InMemoryRunQueue runQueue() {
    return runQueue;
  }

  @Override
  public InMemoryRunQueue runTurns() {
    return runQueue;
  }

  @Override
  public InMemoryWorkerStore workers() {
    return workers;
  }
}
