package dev.cofferdam.application.needs;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks the engine's {@code /_ping} over its Unix socket. */
final class DockerCondition extends MachineCondition {
  DockerCondition() {
    super("docker");
  }

  @Override
  String missing() {
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    URI uri = URI.create(host);
    if (!"unix".equals(uri.getScheme())) {
      return "";
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(Path.of(uri.getPath())));
      channel.write(
          ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(64);
      channel.read(answer);
      String start = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
      return start.contains(" 200 ") ? "" : "the engine at " + host + " answers " + start.trim();
    } catch (IOException e) {
      return "no Docker engine answers at " + host;
    }
  }
}
