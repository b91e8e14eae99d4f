package dev.cofferdam.adapters.docker.runs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cofferdam.application.runs.port.EgressProxy;
import dev.cofferdam.domain.ids.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Lets CONNECT to one host and port through, to a loopback port, and refuses all else with 403. */
final class OneHostProxy implements EgressProxy {
  private final String target;
  private final int localPort;

  OneHostProxy(String host, int port, int localPort) {
    this.target = host + ":" + port;
    this.localPort = localPort;
  }

  @Override
  public Way open(RunId run, Purpose purpose, Path socket) {
    try {
      Files.deleteIfExists(socket);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
      background(() -> accept(server));
      return new Way() {
        @Override
        public List<ReachedHost> reached() {
          return List.of();
        }

        @Override
        public void close() {
          try {
            server.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LocalWay openLocal(RunId run, Purpose purpose) {
    throw new UnsupportedOperationException("a container has a namespace of its own");
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The other side hung up, or the way was closed.
                return;
              }
            },
            "one-host-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocketChannel server) throws IOException {
    while (true) {
      SocketChannel client = server.accept();
      background(() -> serve(client));
    }
  }

  private void serve(SocketChannel client) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0 && client.read(one.clear()) > 0) {
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("CONNECT " + target + " ")) {
      answer(client, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      client.close();
      return;
    }
    SocketChannel upstream =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), localPort));
    answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
    background(() -> copy(upstream, client));
    copy(client, upstream);
  }

  private static void answer(SocketChannel client, String text) throws IOException {
    client.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  private static void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
    try (from;
        to) {
      ByteBuffer buffer = ByteBuffer.allocate(16_384);
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    }
  }
}
