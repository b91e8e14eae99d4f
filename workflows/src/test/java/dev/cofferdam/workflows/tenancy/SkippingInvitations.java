package dev.cofferdam.workflows.tenancy;

import com.google.protobuf.util.Timestamps;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.tenancy.InviteMember;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An installation in memory whose clock is that of a Temporal server of its own, which skips time
 * while nothing happens.
 */
final class SkippingInvitations implements AutoCloseable {
  final InMemoryInstallation here = new InMemoryInstallation();
  final TemporalInvitationTimers timers = new TemporalInvitationTimers(this::client);
  private final InMemoryInstallation.Member ada = here.member("Ada");
  private final EmailAddress guest = EmailAddress.parse(here.given().word() + "@example.org");
  private final TestWorkflowEnvironment environment;
  private @Nullable InvitationWorker worker;

  private SkippingInvitations(WorkflowClientOptions options) {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(options)
                .setInitialTime(here.clock().instant())
                .build());
  }

  /** With payloads that everybody can read, for histories that are kept. */
  static SkippingInvitations clear() {
    return new SkippingInvitations(
        WorkflowClientOptions.newBuilder().setNamespace("test").setIdentity("recorder").build());
  }

  /** With payloads sealed as in production. */
  static SkippingInvitations sealed() {
    SealingPayloadCodec codec = new SealingPayloadCodec(new InMemoryInstanceSealer());
    return new SkippingInvitations(
        WorkflowClientOptions.newBuilder()
            .setNamespace("test")
            .setDataConverter(
                new CodecDataConverter(
                    DefaultDataConverter.newDefaultInstance(), List.of(codec), true))
            .build());
  }

  WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** Starts a worker over the real use cases. */
  void work() {
    TendInvitationActivities tend = new TendInvitationActivitiesImpl(here.invitations().tend());
    work(
        ref -> {
          catchUp();
          return tend.tend(ref);
        });
  }

  void work(TendInvitationActivities activities) {
    worker = InvitationWorker.start(client(), activities);
  }

  /** Lets time go by, with whatever is due meanwhile. */
  void sleep(Duration time) {
    environment.sleep(time);
    catchUp();
  }

  private synchronized void catchUp() {
    Duration behind =
        Duration.between(
            here.clock().instant(), Instant.ofEpochMilli(environment.currentTimeMillis()));
    if (!behind.isNegative()) {
      here.clock().advance(behind);
    }
  }

  /** Invites the guest, or sends the letter again. */
  Invitation invite() {
    return here.invitations()
        .invite()
        .execute(ada.actor(), new InviteMember.Command(ada.org(), guest, Role.MEMBER))
        .invitation();
  }

  void decline() {
    here.invitations()
        .decline()
        .execute(InMemoryInstallation.ANYBODY, here.post().newestTokenTo(guest));
  }

  InvitationStatus status() {
    return here.invitations().show().execute(here.post().newestTokenTo(guest)).status();
  }

  List<String> letters() {
    return here.post().subjectsTo(guest);
  }

  EmailAddress guest() {
    return guest;
  }

  void launch(Invitation invitation) {
    timers.launch(invitation.org(), invitation.id());
  }

  WorkflowStub workflow(Invitation invitation) {
    return client().newUntypedWorkflowStub(TemporalInvitationTimers.workflowId(invitation.id()));
  }

  /** Waits for the invitation's workflow to end. */
  void join(Invitation invitation) {
    workflow(invitation).getResult(Void.class);
  }

  WorkflowExecutionHistory history(Invitation invitation) {
    return client().fetchHistory(TemporalInvitationTimers.workflowId(invitation.id()));
  }

  /** From the first event of the invitation's workflow to its last, by the server's clock. */
  Duration lasted(Invitation invitation) {
    List<HistoryEvent> events = history(invitation).getEvents();
    return Duration.ofMillis(
        Timestamps.toMillis(events.get(events.size() - 1).getEventTime())
            - Timestamps.toMillis(events.get(0).getEventTime()));
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    environment.close();
  }
}
