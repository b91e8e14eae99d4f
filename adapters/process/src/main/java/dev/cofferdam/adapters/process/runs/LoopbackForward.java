package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands the connections of a loopback port to a Unix socket. A connection that the socket does not
 * take, because the server is away, is closed at once.
 */
final class LoopbackForward implements AutoCloseable {
  private static final int MAX_CHANNELS = 256;
  private static final int BUFFER = 16_384;

  private final ServerSocketChannel server;
  private final UnixDomainSocketAddress target;
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

  LoopbackForward(DriverSpec.Forward forward) throws IOException {
    target = UnixDomainSocketAddress.of(forward.socket());
    server = ServerSocketChannel.open();
    server.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), forward.port()));
    start(this::accept);
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel near = server.accept();
        if (channels.size() >= MAX_CHANNELS) {
          near.close();
        } else {
          channels.add(near);
          start(() -> connect(near));
        }
      } catch (IOException closedOrOutOfDescriptors) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  private void connect(SocketChannel near) {
    try (near;
        SocketChannel far = SocketChannel.open(target)) {
      channels.add(far);
      Thread back = start(() -> copy(far, near));
      copy(near, far);
      back.join();
      channels.remove(far);
    } catch (IOException | InterruptedException unreachable) {
      return;
    } finally {
      channels.remove(near);
    }
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException broken) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(null, task, "forward", 256 * 1024);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    closeQuietly(server);
    channels.forEach(LoopbackForward::closeQuietly);
  }

  private static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      return;
    }
  }
}
