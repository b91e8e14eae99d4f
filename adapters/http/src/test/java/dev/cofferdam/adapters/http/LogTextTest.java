package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a log as text, from any offset. */
class LogTextTest {
  private static TestServer server;
  private static Client ada;
  private static String logs;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
    LiveRun run = LiveRun.create(ada);
    run.print("0123456789");
    logs = "pipelines/" + run.id() + "/logs";
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void givesAllOfIt() {
    Answer answer = ada.get(logs);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.header("Content-Type")).contains("text/plain;charset=utf-8");
    assertThat(answer.header("Content-Length")).contains("10");
    assertThat(answer.header("Accept-Ranges")).contains("bytes");
  }

  @ParameterizedTest
  @CsvSource({"0,0123456789", "4,456789", "9,9", "10,''", "9999999999,''"})
  void givesItFromAnOffset(String offset, String expected) {
    Answer answer = ada.get(logs + "?offset=" + offset);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,bytes 0-0/10",
    "bytes=2-5,2345,bytes 2-5/10",
    "bytes=7-,789,bytes 7-9/10",
    "bytes=-3,789,bytes 7-9/10",
    "bytes=-300,0123456789,bytes 0-9/10",
    "bytes=8-99999999999999999,89,bytes 8-9/10",
    "BYTES=0-1,01,bytes 0-1/10"
  })
  void givesARange(String range, String expected, String contentRange) {
    Answer answer = ada.get(logs, "Range", range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(expected);
    assertThat(answer.header("Content-Range")).contains(contentRange);
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999-"})
  void saysWhereARangeHasNoByte(String range) {
    Answer answer = ada.get(logs, "Range", range);
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).contains("bytes */10");
    assertThat(answer.text("/code")).isEqualTo("range_not_satisfiable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"bytes=5-2", "bytes=a-b", "bytes=", "lines=1-2", "bytes=0-1,3-4", "bytes=--1"})
  void ignoresARangeThatIsNone(String range) {
    Answer answer = ada.get(logs, "Range", range);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
  }

  @Test
  void givesAllOfItForARangeOfAnEarlierState() {
    assertThat(ada.get(logs, "Range", "bytes=0-1", "If-Range", "\"x\"").status()).isEqualTo(200);
  }

  @Test
  void refusesAnOffsetThatIsNone() {
    for (String query : new String[] {"?offset=-1", "?offset=a", "?offset=", "?from=3"}) {
      assertThat(ada.get(logs + query).status()).as(query).isEqualTo(400);
    }
    assertThat(ada.get(logs + "?offset=1", "Range", "bytes=0-1").status()).isEqualTo(400);
  }

  @Test
  void knowsNoLogOfAnUnknownRun() {
    Answer answer = ada.get("pipelines/01a1fcbb-2b29-7618-9df0-f565df4880bd/logs");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("run_not_found");
  }

  @Test
  void givesALongLogInPieces() {
    LiveRun run = LiveRun.create(ada);
    String line = "x".repeat(999) + "\n";
    run.print(line.repeat(3_000));
    Answer answer = ada.get("pipelines/" + run.id() + "/logs?offset=1");
    assertThat(answer.body()).hasSize(2_999_999).endsWith("x\n");
  }
}
