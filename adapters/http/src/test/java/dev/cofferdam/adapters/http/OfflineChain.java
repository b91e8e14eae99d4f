package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Checks exported entries by what docs/operate/audit.md says, with nothing of our code. */
final class OfflineChain {
  private byte[] hash;

  private OfflineChain(byte[] start) {
    hash = start;
  }

  static OfflineChain of(String org) throws Exception {
    MessageDigest genesis = MessageDigest.getInstance("SHA-256");
    genesis.update("cofferdam/audit/1".getBytes(UTF_8));
    genesis.update(HexFormat.of().parseHex(org.replace("-", "")));
    return new OfflineChain(genesis.digest());
  }

  /** The hash behind the last of these lines, each of which has to fit. */
  String takes(List<JsonNode> lines) throws Exception {
    for (JsonNode line : lines) {
      MessageDigest next = MessageDigest.getInstance("SHA-256");
      Instant at = Instant.parse(line.at("/at").asText());
      next.update(hash);
      next.update(
          ByteBuffer.allocate(16)
              .putLong(line.at("/seq").asLong())
              .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
              .flip());
      for (String field : fields(line)) {
        byte[] text = field.getBytes(UTF_8);
        next.update(ByteBuffer.allocate(4).putInt(text.length).flip());
        next.update(text);
      }
      hash = next.digest();
      if (!HexFormat.of().formatHex(hash).equals(line.at("/hash").asText())) {
        throw new AssertionError("does not fit: " + line);
      }
    }
    return HexFormat.of().formatHex(hash);
  }

  private static List<String> fields(JsonNode line) {
    String address = line.at("/ip_sealed").isNull() ? text(line, "/ip") : text(line, "/ip_sealed");
    List<String> fields =
        new ArrayList<>(
            List.of(
                text(line, "/actor/kind"),
                text(line, "/actor/id"),
                text(line, "/action"),
                text(line, "/resource"),
                text(line, "/outcome"),
                address,
                text(line, "/request_id")));
    if (!line.at("/commitment").isNull()) {
      fields.add(text(line, "/commitment"));
    }
    return fields;
  }

  private static String text(JsonNode line, String pointer) {
    return line.at(pointer).isNull() ? "" : line.at(pointer).asText();
  }
}
