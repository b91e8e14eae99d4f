package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.DriverFrame.Reason;
import dev.cofferdam.adapters.driver.DriverSpec;
import dev.cofferdam.adapters.driver.MalformedDriverData;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How a driver is spoken to: a Unix socket in its folder, which whoever comes after a dead server
 * finds again. A connection carries one byte, a {@link Word}, and behind a word for a phase the
 * phase's spec.
 */
final class DriverControl {
  /** What is said to a driver. */
  enum Word {
    CLONE('C'),
    STEPS('S'),
    STOP('X');

    private final byte letter;

    Word(char letter) {
      this.letter = (byte) letter;
    }
  }

  private final Map<Word, CompletableFuture<DriverSpec>> specs = new EnumMap<>(Word.class);
  private final CompletableFuture<Reason> ending = new CompletableFuture<>();

  private DriverControl() {
    specs.put(Word.CLONE, new CompletableFuture<>());
    specs.put(Word.STEPS, new CompletableFuture<>());
  }

  /** Says a word, and {@code spec} behind it. */
  static void say(Path socket, Word word, byte[] spec) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer message = ByteBuffer.allocate(1 + spec.length).put(word.letter).put(spec).flip();
      while (message.hasRemaining()) {
        channel.write(message);
      }
    }
  }

  /** Listens from now on, on a thread of its own. */
  static DriverControl listen(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    DriverControl control = new DriverControl();
    Thread thread = new Thread(() -> control.hear(server), "control");
    thread.setDaemon(true);
    thread.start();
    return control;
  }

  /** The spec of a phase, as soon as it has come. The first counts, later ones change nothing. */
  CompletableFuture<DriverSpec> spec(Word phase) {
    CompletableFuture<DriverSpec> spec = specs.get(phase);
    if (spec == null) {
      throw new IllegalArgumentException(phase + " is no phase");
    }
    return spec;
  }

  /** Why everything has to end, as soon as it has to. */
  CompletableFuture<Reason> ending() {
    return ending;
  }

  private void hear(ServerSocketChannel server) {
    while (true) {
      try (SocketChannel channel = server.accept()) {
        ByteBuffer letter = ByteBuffer.allocate(1);
        if (channel.read(letter) == 1) {
          take(letter.get(0), channel);
        }
      } catch (IOException cutShort) {
        // Whoever spoke died in the middle; the next one says it again.
        System.err.println("a message was cut short");
      }
    }
  }

  private void take(byte letter, SocketChannel channel) throws IOException {
    Word word =
        Arrays.stream(Word.values())
            .filter(known -> known.letter == letter)
            .findFirst()
            .orElseThrow(() -> new IOException("no such word"));
    if (word == Word.STOP) {
      ending.complete(Reason.STOPPED);
      return;
    }
    try {
      spec(word).complete(DriverSpec.read(Channels.newInputStream(channel)));
    } catch (MalformedDriverData malformed) {
      spec(word).completeExceptionally(malformed);
    }
  }
}
