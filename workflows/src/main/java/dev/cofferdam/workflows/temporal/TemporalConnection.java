package dev.cofferdam.workflows.temporal;

import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Temporal: to a server of its own, or to the one that lives in this process and
 * forgets with it.
 */
public final class TemporalConnection implements AutoCloseable {
  private final TestServer.@Nullable InProcessTestServer embedded;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private TemporalConnection(
      TestServer.@Nullable InProcessTestServer embedded,
      WorkflowServiceStubs stubs,
      WorkflowClient client) {
    this.embedded = embedded;
    this.stubs = stubs;
    this.client = client;
  }

  /**
   * Starts Temporal's in-process server, without a TCP port and in real time, and connects to it.
   */
  public static TemporalConnection embedded(String namespace, SealingPayloadCodec codec) {
    TestServer.InProcessTestServer server = TestServer.createServer(true);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setChannel(server.getChannel()).build());
    return new TemporalConnection(server, stubs, client(stubs, namespace, codec));
  }

  /**
   * Connects to a server. It may be down: calls fail until it is there.
   *
   * @param address {@code host:port}
   */
  public static TemporalConnection to(String address, String namespace, SealingPayloadCodec codec) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    return new TemporalConnection(null, stubs, client(stubs, namespace, codec));
  }

  private static WorkflowClient client(
      WorkflowServiceStubs stubs, String namespace, SealingPayloadCodec codec) {
    // The third argument covers failure messages and stack traces, which would travel in clear
    // otherwise.
    CodecDataConverter converter =
        new CodecDataConverter(DefaultDataConverter.newDefaultInstance(), List.of(codec), true);
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            .setDataConverter(converter)
            .build());
  }

  public WorkflowClient client() {
    return client;
  }

  public boolean isEmbedded() {
    return embedded != null;
  }

  /** Asks the server who it is; throws when it does not answer within two seconds. */
  public void ping() {
    stubs
        .blockingStub()
        .withDeadlineAfter(2, TimeUnit.SECONDS)
        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    stubs.awaitTermination(2, TimeUnit.SECONDS);
    if (embedded != null) {
      embedded.close();
    }
  }
}
