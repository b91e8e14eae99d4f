package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.SandboxEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Makes frames of bytes that come in pieces of any size. For one stream and one thread; after an
 * exception it is of no more use.
 */
public final class DriverFrameDecoder {
  private static final int MAX_LINE = 12_288;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Takes the stream's next bytes and gives the frames that they complete.
   *
   * @throws MalformedDriverData for a line that is no frame
   */
  public List<DriverFrame> decode(ByteBuffer bytes) throws MalformedDriverData {
    List<DriverFrame> frames = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if (b == '\n') {
        frames.add(frame(line.toString(US_ASCII)));
        line.reset();
      } else if (line.size() == MAX_LINE) {
        throw new MalformedDriverData("a line of the driver is too long");
      } else {
        line.write(b);
      }
    }
    return frames;
  }

  private static DriverFrame frame(String line) throws MalformedDriverData {
    String[] words = line.split(" ", -1);
    try {
      return switch (words[0] + "/" + words.length) {
        case "accepted/2" -> new DriverFrame.Accepted(Instant.ofEpochMilli(number(words[1])));
        case "refused/2" -> new DriverFrame.Refused(new String(base64(words[1]), UTF_8));
        case "step-started/3" ->
            new DriverFrame.StepStarted(index(words[1]), Instant.ofEpochMilli(number(words[2])));
        case "output/3" ->
            new DriverFrame.Output(index(words[1]), ByteBuffer.wrap(base64(words[2])));
        case "step-ended/5" ->
            new DriverFrame.StepEnded(
                index(words[1]), upTo(255, words[2]), upTo(127, words[3]), micros(words[4]));
        case "file/3" ->
            new DriverFrame.FileBegun(ByteBuffer.wrap(base64(words[1])), number(words[2]));
        case "file-bytes/2" -> new DriverFrame.FileBytes(ByteBuffer.wrap(base64(words[1])));
        case "file-ended/2" -> new DriverFrame.FileEnded(upTo(1, words[1]) == 1);
        case "left-out/3" ->
            new DriverFrame.FileLeftOut(
                SandboxEvent.LeftOut.valueOf(words[1].toUpperCase(Locale.ROOT)),
                ByteBuffer.wrap(base64(words[2])));
        case "more-left-out/2" -> new DriverFrame.MoreLeftOut(number(words[1]));
        case "dropped/2" -> new DriverFrame.Dropped(number(words[1]));
        case "ended/6" ->
            new DriverFrame.Ended(
                DriverFrame.Reason.valueOf(words[1].toUpperCase(Locale.ROOT)),
                micros(words[2]),
                maybe(words[3]),
                maybe(words[4]),
                upTo(1, words[5]) == 1);
        default -> throw new MalformedDriverData("a line of the driver is no frame");
      };
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw new MalformedDriverData("a frame of the driver is malformed", wrong);
    }
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static int index(String digits) {
    return upTo(DriverSpec.MAX_COMMANDS - 1, digits);
  }

  private static int upTo(int most, String digits) {
    long number = number(digits);
    if (number > most) {
      throw new IllegalArgumentException("a number is over " + most);
    }
    return (int) number;
  }

  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("a number is none");
    }
    return Long.parseLong(digits);
  }

  private static Duration micros(String digits) {
    return Duration.ofNanos(Math.multiplyExact(number(digits), 1_000L));
  }

  private static OptionalLong maybe(String word) {
    return word.equals("-") ? OptionalLong.empty() : OptionalLong.of(number(word));
  }
}
