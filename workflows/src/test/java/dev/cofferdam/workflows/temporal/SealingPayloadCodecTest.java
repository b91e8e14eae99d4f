package dev.cofferdam.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.access.port.SealBroken;
import io.temporal.api.common.v1.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingPayloadCodecTest {
  private final SealingPayloadCodec codec = new SealingPayloadCodec(new InMemoryInstanceSealer());
  private final Payload clear = payload("json/plain", "{\"org\":\"readable\"}");

  @Test
  void givesBackWhatItSealedWithItsMetadata() {
    List<Payload> payloads = List.of(clear, payload("binary/null", ""), clear);

    assertThat(codec.decode(codec.encode(payloads))).isEqualTo(payloads);
  }

  @Test
  void leavesNothingReadableAndNoTwoAlike() {
    List<Payload> sealed = codec.encode(List.of(clear, clear));

    assertThat(sealed.get(0)).isNotEqualTo(sealed.get(1));
    for (Payload payload : sealed) {
      assertThat(payload.getMetadataMap())
          .containsOnlyKeys("encoding")
          .containsValue(ByteString.copyFromUtf8("binary/cofferdam-sealed"));
      assertThat(payload.toByteString().toString(StandardCharsets.ISO_8859_1))
          .doesNotContain("readable", "json/plain");
    }
  }

  @Test
  void leavesWhatAnotherWroteAsItIs() {
    assertThat(codec.decode(List.of(clear))).containsExactly(clear);
  }

  @Test
  void opensNothingThatWasChangedOrSealedElsewhere() {
    Payload sealed = codec.encode(List.of(clear)).get(0);
    byte[] changed = sealed.getData().toByteArray();
    changed[changed.length - 1] ^= 1;
    Payload damaged = sealed.toBuilder().setData(ByteString.copyFrom(changed)).build();
    SealingPayloadCodec elsewhere = new SealingPayloadCodec(new InMemoryInstanceSealer());

    assertThatThrownBy(() -> codec.decode(List.of(damaged))).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> elsewhere.decode(List.of(sealed))).isInstanceOf(SealBroken.class);
  }

  private static Payload payload(String encoding, String data) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8(encoding))
        .setData(ByteString.copyFromUtf8(data))
        .build();
  }
}
