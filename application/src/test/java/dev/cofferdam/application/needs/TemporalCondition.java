package dev.cofferdam.application.needs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connects to {@code TEMPORAL_ADDRESS}. */
final class TemporalCondition extends MachineCondition {
  TemporalCondition() {
    super("temporal");
  }

  @Override
  String missing() {
    String address = System.getenv().getOrDefault("TEMPORAL_ADDRESS", "");
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return "TEMPORAL_ADDRESS names no Temporal server";
    }
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(address.substring(0, colon), port), 2_000);
      return "";
    } catch (IOException e) {
      return "no Temporal server answers at " + address;
    }
  }
}
