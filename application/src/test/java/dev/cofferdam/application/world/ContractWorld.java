package dev.cofferdam.application.world;

import dev.cofferdam.application.access.port.IdempotencyStore;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.ActorNames;
import dev.cofferdam.application.audit.port.AuditNotes;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.CheckpointStore;
import dev.cofferdam.application.audit.port.DueCheckpoints;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.OneAtATime;
import dev.cofferdam.application.audit.port.PersonKeyStore;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Sightings;
import dev.cofferdam.application.audit.port.TrailTrimmer;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.events.port.DeliveryQueue;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.application.events.port.EventTrimmer;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxQueue;
import dev.cofferdam.application.events.port.WebhookDeliveries;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.AttemptStore;
import dev.cofferdam.application.identity.port.ExternalUserStore;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.MutedTopicStore;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.metering.port.TokenBuckets;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.port.ArtifactStore;
import dev.cofferdam.application.runs.port.RunLog;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.application.runs.port.RunTurns;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import dev.cofferdam.application.runs.port.UploadStore;
import dev.cofferdam.application.runs.port.WorkerStore;
import dev.cofferdam.application.tenancy.port.DirectoryStore;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.application.tenancy.port.PendingInvitations;
import dev.cofferdam.application.vault.port.ContentStore;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ExpiredContents;
import dev.cofferdam.application.vault.port.FingerprintKeyStore;
import dev.cofferdam.application.vault.port.KeyRotationStore;
import dev.cofferdam.application.vault.port.OrgKeyCensus;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SharedWrites;
import dev.cofferdam.application.vault.port.TeamIdentityStore;
import dev.cofferdam.application.vault.port.UnfinishedKeyRotations;
import dev.cofferdam.application.vault.port.UnprovenVault;
import dev.cofferdam.application.vault.port.VaultFacts;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.application.vault.port.VersionRuns;
import java.util.function.Consumer;

/**
 * An implementation of all storage ports over one and the same storage, as the contracts see it.
 * They write from several threads at once, and measure pauses by the machine's clock.
 */
public interface ContractWorld {
  Transactions transactions();

  Ledger ledger();

  AuditTrail auditTrail();

  PersonKeyStore personKeys();

  ActorNames actorNames();

  Reveals reveals();

  AuditNotes auditNotes();

  CheckpointStore checkpoints();

  DueCheckpoints dueCheckpoints();

  TrailTrimmer trailTrimmer();

  OneAtATime oneAtATime();

  Outbox outbox();

  OutboxQueue outboxQueue();

  EventFeed eventFeed();

  EventTrimmer eventTrimmer();

  WebhookStore webhooks();

  DeliveryStore deliveries();

  DeliveryQueue deliveryQueue();

  UsageLedger usage();

  TokenBuckets tokenBuckets();

  UserStore users();

  ExternalUserStore externalUsers();

  WebhookDeliveries webhookDeliveries();

  DirectoryStore directory();

  SessionStore sessions();

  SigningKeyStore signingKeys();

  LetterStore letters();

  MailedTokenStore mailedTokens();

  AttemptStore attempts();

  MutedTopicStore mutedTopics();

  IdempotencyStore idempotency();

  /**
   * @param here what a process does about a revocation
   */
  Revocations revocations(Consumer<Revocation> here);

  ApiKeyStore apiKeys();

  ServiceTokenStore serviceTokens();

  OrgStore orgs();

  MemberStore members();

  InvitationStore invitations();

  PendingInvitations pendingInvitations();

  ProjectStore projects();

  SecretStore secrets();

  SharedWrites sharedWrites();

  EnvironmentTree tree();

  OrgKeyStore orgKeys();

  OrgKeyCensus orgKeyCensus();

  SealedValues sealedSecrets();

  TeamIdentityStore teamIdentities();

  SealedValues sealedIdentities();

  ContentStore contents();

  SealedValues sealedContents();

  ExpiredContents expiredContents();

  FingerprintKeyStore fingerprintKeys();

  SealedValues sealedFingerprintKeys();

  VaultFacts vaultFacts();

  UnprovenVault unprovenVault();

  KeyRotationStore keyRotations();

  UnfinishedKeyRotations unfinishedKeyRotations();

  RunStore runs();

  ArtifactStore artifacts();

  UploadStore uploads();

  RunLog runLog();

  UnfinishedRuns unfinishedRuns();

  VersionRuns versionRuns();

  VersionReaders versionReaders();

  Sightings sightings();

  RunQueue runQueue();

  RunTurns runTurns();

  WorkerStore workers();
}
