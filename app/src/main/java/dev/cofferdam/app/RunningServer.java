package dev.cofferdam.app;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server that listens. Closing it stops everything that it started. */
public final class RunningServer implements AutoCloseable {
  private final Server server;

  RunningServer(Server server) {
    this.server = server;
  }

  /** Where the API listens. */
  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop in good order", e);
    }
  }
}
