package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.access.port.IdempotencyStoreContract;
import dev.cofferdam.application.access.port.RevocationsContract;
import dev.cofferdam.application.audit.port.ActorNamesContract;
import dev.cofferdam.application.audit.port.AuditNotesContract;
import dev.cofferdam.application.audit.port.AuditTrailContract;
import dev.cofferdam.application.audit.port.CheckpointStoreContract;
import dev.cofferdam.application.audit.port.DueCheckpointsContract;
import dev.cofferdam.application.audit.port.LedgerContract;
import dev.cofferdam.application.audit.port.OneAtATimeContract;
import dev.cofferdam.application.audit.port.PersonKeyStoreContract;
import dev.cofferdam.application.audit.port.RevealsContract;
import dev.cofferdam.application.audit.port.TrailTrimmerContract;
import dev.cofferdam.application.audit.port.TransactionsContract;
import dev.cofferdam.application.events.port.DeliveryStoreContract;
import dev.cofferdam.application.events.port.EventFeedContract;
import dev.cofferdam.application.events.port.OutboxContract;
import dev.cofferdam.application.events.port.WebhookDeliveriesContract;
import dev.cofferdam.application.events.port.WebhookStoreContract;
import dev.cofferdam.application.identity.port.ApiKeyStoreContract;
import dev.cofferdam.application.identity.port.AttemptStoreContract;
import dev.cofferdam.application.identity.port.ExternalUserStoreContract;
import dev.cofferdam.application.identity.port.LetterStoreContract;
import dev.cofferdam.application.identity.port.MailedTokenStoreContract;
import dev.cofferdam.application.identity.port.MutedTopicStoreContract;
import dev.cofferdam.application.identity.port.ServiceTokenStoreContract;
import dev.cofferdam.application.identity.port.SessionStoreContract;
import dev.cofferdam.application.identity.port.SigningKeyStoreContract;
import dev.cofferdam.application.identity.port.UserStoreContract;
import dev.cofferdam.application.metering.port.TokenBucketsContract;
import dev.cofferdam.application.metering.port.UsageLedgerContract;
import dev.cofferdam.application.runs.port.ArtifactStoreContract;
import dev.cofferdam.application.runs.port.RunLogContract;
import dev.cofferdam.application.runs.port.RunQueueContract;
import dev.cofferdam.application.runs.port.RunStoreContract;
import dev.cofferdam.application.runs.port.UnfinishedRunsContract;
import dev.cofferdam.application.runs.port.UploadStoreContract;
import dev.cofferdam.application.runs.port.WorkerStoreContract;
import dev.cofferdam.application.tenancy.port.DirectoryStoreContract;
import dev.cofferdam.application.tenancy.port.InvitationStoreContract;
import dev.cofferdam.application.tenancy.port.MemberStoreContract;
import dev.cofferdam.application.tenancy.port.OrgStoreContract;
import dev.cofferdam.application.tenancy.port.PendingInvitationsContract;
import dev.cofferdam.application.vault.port.ContentStoreContract;
import dev.cofferdam.application.vault.port.EnvironmentTreeContract;
import dev.cofferdam.application.vault.port.FingerprintKeyStoreContract;
import dev.cofferdam.application.vault.port.KeyRotationStoreContract;
import dev.cofferdam.application.vault.port.OrgKeyCensusContract;
import dev.cofferdam.application.vault.port.OrgKeyStoreContract;
import dev.cofferdam.application.vault.port.ProjectStoreContract;
import dev.cofferdam.application.vault.port.SealedValuesContract;
import dev.cofferdam.application.vault.port.SecretStoreContract;
import dev.cofferdam.application.vault.port.SharedWritesContract;
import dev.cofferdam.application.vault.port.TeamIdentityStoreContract;
import dev.cofferdam.application.vault.port.UnfinishedKeyRotationsContract;
import dev.cofferdam.application.vault.port.VaultFactsContract;
import dev.cofferdam.application.vault.port.VersionReadersContract;
import dev.cofferdam.application.world.ContractWorld;
import java.time.Clock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

/** Every storage port's contract, on a real database. */
class JdbiContractsTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private static ContractWorld empty() {
    DATABASE.clear();
    return new JdbiWorld(DATABASE, Clock.systemUTC());
  }

  @Nested
  class TransactionsTest extends TransactionsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class EventFeedTest extends EventFeedContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class WebhookStoreTest extends WebhookStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class DeliveryStoreTest extends DeliveryStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class LedgerTest extends LedgerContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class AuditTrailTest extends AuditTrailContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class PersonKeyStoreTest extends PersonKeyStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ActorNamesTest extends ActorNamesContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class AuditNotesTest extends AuditNotesContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class SharedWritesTest extends SharedWritesContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class RevealsTest extends RevealsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class CheckpointStoreTest extends CheckpointStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class DueCheckpointsTest extends DueCheckpointsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class TrailTrimmerTest extends TrailTrimmerContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class OneAtATimeTest extends OneAtATimeContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class OutboxTest extends OutboxContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class TokenBucketsTest extends TokenBucketsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class UsageLedgerTest extends UsageLedgerContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class IdempotencyStoreTest extends IdempotencyStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class RevocationsTest extends RevocationsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class UserStoreTest extends UserStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class WebhookDeliveriesTest extends WebhookDeliveriesContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class DirectoryStoreTest extends DirectoryStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ExternalUserStoreTest extends ExternalUserStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class SessionStoreTest extends SessionStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class SigningKeyStoreTest extends SigningKeyStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class LetterStoreTest extends LetterStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class MailedTokenStoreTest extends MailedTokenStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class AttemptStoreTest extends AttemptStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class MutedTopicStoreTest extends MutedTopicStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ApiKeyStoreTest extends ApiKeyStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ServiceTokenStoreTest extends ServiceTokenStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class OrgStoreTest extends OrgStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class InvitationStoreTest extends InvitationStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class PendingInvitationsTest extends PendingInvitationsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class MemberStoreTest extends MemberStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ProjectStoreTest extends ProjectStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class EnvironmentTreeTest extends EnvironmentTreeContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class VersionReadersTest extends VersionReadersContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class SecretStoreTest extends SecretStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class OrgKeyStoreTest extends OrgKeyStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class OrgKeyCensusTest extends OrgKeyCensusContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class TeamIdentityStoreTest extends TeamIdentityStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ContentStoreTest extends ContentStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class FingerprintKeyStoreTest extends FingerprintKeyStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class VaultFactsTest extends VaultFactsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class SealedSecretsTest extends SealedValuesContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class KeyRotationStoreTest extends KeyRotationStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class UnfinishedKeyRotationsTest extends UnfinishedKeyRotationsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class RunStoreTest extends RunStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class ArtifactStoreTest extends ArtifactStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class UploadStoreTest extends UploadStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class RunLogTest extends RunLogContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class UnfinishedRunsTest extends UnfinishedRunsContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class RunQueueTest extends RunQueueContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }

  @Nested
  class WorkerStoreTest extends WorkerStoreContract {
    @Override
    protected ContractWorld emptyWorld() {
      return empty();
    }
  }
}
