package dev.cofferdam.adapters.http.runs;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text at the beginning of some bytes. Bytes that are no UTF-8 become U+FFFD; a character whose
 * end has not come yet is left for later.
 *
 * @param bytes how many it was made from
 */
record Utf8Text(String text, int bytes) {
  /**
   * @param last whether nothing follows, so that an unfinished character never ends
   */
  static Utf8Text of(ByteBuffer source, boolean last) {
    ByteBuffer in = source.slice();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    decoder.decode(in, out, last);
    if (last) {
      decoder.flush(out);
    }
    return new Utf8Text(out.flip().toString(), in.position());
  }
}
