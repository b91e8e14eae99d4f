package dev.cofferdam.workflows.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.SealedBytes;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;

/**
 * Seals every payload before Temporal sees it. Ours carry ids alone; what a failure's message or a
 * later payload might carry is covered all the same.
 */
public final class SealingPayloadCodec implements PayloadCodec {
  private static final String ENCODING_KEY = "encoding";
  private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/cofferdam-sealed");
  private static final String CONTEXT = "temporal";

  private final InstanceSealer sealer;

  public SealingPayloadCodec(InstanceSealer sealer) {
    this.sealer = sealer;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::seal).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::open).toList();
  }

  private Payload seal(Payload clear) {
    SealedBytes sealed =
        sealer.seal(InstanceSealer.Purpose.WORKFLOW_PAYLOAD, CONTEXT, clear.toByteArray());
    return Payload.newBuilder()
        .putMetadata(ENCODING_KEY, ENCODING)
        .setData(ByteString.copyFrom(sealed.ciphertext()))
        .build();
  }

  private Payload open(Payload payload) {
    if (!ENCODING.equals(payload.getMetadataOrDefault(ENCODING_KEY, ByteString.EMPTY))) {
      return payload;
    }
    byte[] clear =
        sealer.open(
            InstanceSealer.Purpose.WORKFLOW_PAYLOAD,
            CONTEXT,
            SealedBytes.of(payload.getData().toByteArray()));
    try {
      return Payload.parseFrom(clear);
    } catch (InvalidProtocolBufferException e) {
      throw new PayloadCodecException(e);
    }
  }
}
