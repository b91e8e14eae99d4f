package dev.cofferdam.adapters.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, for what no client would send. */
final class RawHttp {
  private static final int PATIENCE_MS = 60_000;

  private RawHttp() {}

  /** Sends a request that ends the connection, and returns everything that comes back. */
  static String exchange(int port, String request) {
    return exchange(port, request.getBytes(StandardCharsets.ISO_8859_1), false);
  }

  /**
   * @param hangUp whether to say that nothing more follows
   */
  static String exchange(int port, byte[] request, boolean hangUp) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      write(socket.getOutputStream(), request);
      if (hangUp) {
        socket.shutdownOutput();
      }
      read(socket, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** A server that has refused already may close before it has read all of it. */
  private static void write(OutputStream out, byte[] request) throws IOException {
    try {
      out.write(request);
      out.flush();
    } catch (SocketException refused) {
      // what it answered is read below
    }
  }

  private static void read(Socket socket, ByteArrayOutputStream all) throws IOException {
    byte[] buffer = new byte[8_192];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketException reset) {
      // what came before counts
    }
  }
}
