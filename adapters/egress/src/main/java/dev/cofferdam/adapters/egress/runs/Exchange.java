package dev.cofferdam.adapters.egress.runs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a way, from its acceptance to its close. It carries one request; its thread is
 * the way's.
 *
 * <p>After a plain request's header the bytes go to the origin as they come, without looking for
 * the body's end: the origin was told {@code Connection: close}, and what it makes of more bytes is
 * between the client and that one address, as in a tunnel.
 */
final class Exchange {
  private static final int BUFFER = 32 * 1024;
  private static final Duration LINGER = Duration.ofSeconds(2);

  private enum Stage {
    HEADER,
    LOOKUP,
    CONNECT,
    OPEN,
    ANSWERED,
    CLOSED
  }

  private final EgressWay way;
  private final SocketChannel client;
  private final SelectionKey clientKey;
  private final HeaderScanner scanner;
  private final Flow up;
  private final Flow down = new Flow(BUFFER);
  private final Queue<InetSocketAddress> addresses = new ArrayDeque<>();
  private Stage stage = Stage.HEADER;
  private long deadline;
  private @Nullable ProxyRequest request;
  private @Nullable SocketChannel origin;
  private @Nullable SelectionKey originKey;

  Exchange(EgressWay way, SocketChannel client) throws IOException {
    this.way = way;
    this.client = client;
    int headerBytes = way.limits().headerBytes();
    scanner = new HeaderScanner(headerBytes);
    up = new Flow(Math.max(headerBytes, BUFFER));
    client.configureBlocking(false);
    clientKey = client.register(way.selector(), SelectionKey.OP_READ, this);
    deadlineIn(way.limits().headerTime());
  }

  /** What an event makes of the exchange. */
  @FunctionalInterface
  private interface Step {
    void take() throws IOException, RefusedRequest;
  }

  /** Does what its channels are ready for. */
  void advance() {
    take(
        () -> {
          switch (stage) {
            case HEADER -> readHeader();
            case CONNECT -> finishConnect();
            case OPEN -> pump();
            case ANSWERED -> linger();
            case LOOKUP, CLOSED -> {}
          }
        });
  }

  /** Takes a step; whatever goes wrong in it ends this exchange and no other. */
  private void take(Step step) {
    try {
      step.take();
      updateInterest();
    } catch (RefusedRequest refused) {
      answer(refused.answer());
    } catch (IOException | RuntimeException broken) {
      close();
    }
  }

  /** Ends what has taken too long. */
  void expire(long now) {
    if (stage == Stage.CLOSED || now - deadline < 0) {
      return;
    }
    take(
        () -> {
          switch (stage) {
            case HEADER -> answer(Answer.tooSlow());
            case LOOKUP -> answer(Answer.timedOut("no address found in time: " + target()));
            case CONNECT -> connectFailed(Answer.timedOut("no connection in time: " + target()));
            default -> close();
          }
        });
  }

  /** Answers at once, whatever is asked. */
  void refuse(Answer answer) {
    answer(answer);
  }

  void close() {
    stage = Stage.CLOSED;
    EgressWay.closeQuietly(client);
    closeOrigin();
  }

  private void readHeader() throws IOException, RefusedRequest {
    up.read(client);
    int length = scanner.scan(up.buffer());
    if (length < 0) {
      if (up.sourceHasEnded()) {
        close();
      }
      return;
    }
    ByteBuffer buffer = up.buffer().flip();
    byte[] header = new byte[length];
    buffer.get(header);
    buffer.compact();
    ProxyRequest parsed = ProxyRequest.parse(header);
    request = parsed;
    way.admit(parsed);
    stage = Stage.LOOKUP;
    deadlineIn(way.limits().connectTime());
    way.lookUp(
        parsed.target(),
        allowed -> take(() -> found(allowed)),
        failure -> take(() -> answerLookup(failure)));
  }

  /** Goes on with the addresses that the target may be reached at. */
  private void found(List<InetSocketAddress> allowed) {
    if (stage != Stage.LOOKUP) {
      return;
    }
    if (allowed.isEmpty()) {
      way.hosts().refused(target());
      answer(Answer.forbidden("address not allowed: " + target()));
      return;
    }
    addresses.addAll(allowed);
    connectNext(Answer.unreachable("unreachable: " + target()));
  }

  private void answerLookup(Answer answer) {
    if (stage == Stage.LOOKUP) {
      answer(answer);
    }
  }

  private void connectNext(Answer otherwise) {
    InetSocketAddress address = addresses.poll();
    if (address == null) {
      answer(otherwise);
      return;
    }
    stage = Stage.CONNECT;
    deadlineIn(way.limits().connectTime());
    try {
      SocketChannel channel = SocketChannel.open();
      origin = channel;
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      originKey = channel.register(way.selector(), 0, this);
      if (channel.connect(address)) {
        connected();
      }
    } catch (IOException | UnsupportedOperationException unreachable) {
      connectFailed(otherwise);
    }
  }

  private void finishConnect() {
    SocketChannel channel = origin;
    try {
      if (channel != null && channel.finishConnect()) {
        connected();
      }
    } catch (IOException unreachable) {
      connectFailed(Answer.unreachable("unreachable: " + target()));
    }
  }

  private void connectFailed(Answer otherwise) {
    closeOrigin();
    connectNext(otherwise);
  }

  private void connected() {
    stage = Stage.OPEN;
    deadlineIn(way.limits().idleTime());
    way.hosts().connected(target());
    Optional<byte[]> head = request == null ? Optional.empty() : request.head();
    if (head.isEmpty()) {
      down.buffer().put(Answer.CONNECTED);
    } else {
      up.putFirst(head.get());
    }
  }

  private void pump() throws IOException {
    SocketChannel far = origin;
    if (far == null) {
      throw new IOException("no origin");
    }
    long read = up.read(client);
    long written = up.write(far);
    read += down.read(far);
    written += down.write(client);
    if (read + written > 0) {
      deadlineIn(way.limits().idleTime());
    }
    boolean spent = !way.spend(read);
    boolean plainAndAnswered = down.isEnded() && request != null && request.head().isPresent();
    if (spent || plainAndAnswered || (up.isEnded() && down.isEnded())) {
      close();
    }
  }

  /** Answers by itself, then reads on a little, so that the answer isn't lost in a reset. */
  private void answer(Answer answer) {
    closeOrigin();
    stage = Stage.ANSWERED;
    deadlineIn(LINGER);
    down.buffer().clear().put(answer.bytes());
    down.endSource();
    try {
      linger();
      updateInterest();
    } catch (IOException broken) {
      close();
    }
  }

  private void linger() throws IOException {
    down.write(client);
    up.buffer().clear();
    up.read(client);
    if (up.sourceHasEnded()) {
      close();
    }
  }

  private void updateInterest() {
    if (stage == Stage.CLOSED) {
      return;
    }
    boolean open = stage == Stage.OPEN;
    boolean listens = stage == Stage.HEADER || stage == Stage.ANSWERED || open;
    interest(clientKey, listens && up.wantsToRead(), down.wantsToWrite());
    SelectionKey key = originKey;
    if (key != null && stage == Stage.CONNECT) {
      key.interestOps(SelectionKey.OP_CONNECT);
    } else if (key != null) {
      interest(key, open && down.wantsToRead(), open && up.wantsToWrite());
    }
  }

  private static void interest(SelectionKey key, boolean read, boolean write) {
    key.interestOps((read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0));
  }

  private void closeOrigin() {
    if (origin != null) {
      EgressWay.closeQuietly(origin);
      origin = null;
      originKey = null;
    }
  }

  private void deadlineIn(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  private HostPort target() {
    if (request == null) {
      throw new IllegalStateException("no request yet");
    }
    return request.target();
  }
}
