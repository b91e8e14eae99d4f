package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.Digests;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that runs left behind, whatever they are called. */
class ArtifactRoutesTest {
  private static TestServer server;
  private static Client ada;
  private static String run;
  private static String artifacts;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
    run = LiveRun.create(ada).id();
    artifacts = "pipelines/" + run + "/artifacts";
    keep("dist/app.js", "0123456789".getBytes(UTF_8));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void keep(String name, byte[] bytes) {
    KeptFile.keep(server.world(), ada.org(), run, name, bytes);
  }

  private static String escaped(String name) {
    return Stream.of(name.split("/", -1))
        .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  @Test
  void listsThemByNameInPages() {
    String mine = LiveRun.create(ada).id();
    for (String name : new String[] {"b", "a/z", "c d", "\u00fc"}) {
      KeptFile.keep(server.world(), ada.org(), mine, name, name);
    }
    Answer first = ada.get("pipelines/" + mine + "/artifacts?limit=3");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("/items/0/name")).isEqualTo("a/z");
    assertThat(first.text("/items/0/size")).isEqualTo("3");
    assertThat(first.text("/items/0/sha256")).isEqualTo(Digests.sha256("a/z".getBytes(UTF_8)));
    assertThat(first.text("/items/2/name")).isEqualTo("c d");
    Answer second =
        ada.get("pipelines/" + mine + "/artifacts?limit=3&cursor=" + first.text("/next_cursor"));
    assertThat(second.text("/items/0/name")).isEqualTo("\u00fc");
    assertThat(second.text("/next_cursor")).isEqualTo("null");
  }

  @Test
  void givesOneAsADownload() {
    Answer answer = ada.get(artifacts + "/dist/app.js");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.header("Content-Type")).contains("application/octet-stream");
    assertThat(answer.header("Content-Length")).contains("10");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Disposition"))
        .contains("attachment; filename=\"app.js\"; filename*=UTF-8''app.js");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,bytes 0-0/10",
    "bytes=7-,789,bytes 7-9/10",
    "bytes=-3,789,bytes 7-9/10",
    "bytes=8-99999999999999999,89,bytes 8-9/10"
  })
  void givesARange(String range, String expected, String contentRange) {
    Answer answer = ada.get(artifacts + "/dist/app.js", "Range", range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(expected);
    assertThat(answer.header("Content-Range")).contains(contentRange);
  }

  @Test
  void saysWhereARangeHasNoByte() {
    Answer answer = ada.get(artifacts + "/dist/app.js", "Range", "bytes=10-");
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).contains("bytes */10");
  }

  @Test
  void givesLargeOnesAcrossTheirPieces() {
    byte[] large = new byte[2_500_000];
    new Random(3).nextBytes(large);
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (large[i] & 0x7f);
    }
    keep("large", large);
    assertThat(ada.get(artifacts + "/large").body()).isEqualTo(new String(large, UTF_8));
    int edge = 1 << 20;
    String range = "bytes=" + (edge - 5) + "-" + (edge + 4);
    assertThat(ada.get(artifacts + "/large", "Range", range).body())
        .isEqualTo(new String(Arrays.copyOfRange(large, edge - 5, edge + 5), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b.txt", "q\"uote's", "semi;colon", "ques?tion", "ha#sh", "plus+plus", "\u05e9\u05dc",
        ".env", "...", "a/b/c/d.txt", "[x]{y}", "<script>", "amp&ersand=1", "~t"
      })
  void findsAnyName(String name) {
    keep(name, name.getBytes(UTF_8));
    Answer answer = ada.get(artifacts + "/" + escaped(name));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(name);
    assertThat(answer.header("Content-Disposition").orElseThrow())
        .matches(
            "attachment; filename=\"[ !#$&-.0-9;=@A-Z\\[\\]^_`a-z{}~'()+]*\";"
                + " filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "dist",
        "dist/",
        "dist//app.js",
        "dist/app.js/",
        "%00",
        "a%0Ab",
        "%2e%2e/x",
        "..%2f..%2fetc%2fpasswd",
        "%E2%80%AEexe",
        "%FF",
        "a%2Fb",
        "%5c..%5c",
        "100%25"
      })
  void refusesWhatIsNone(String name) {
    Answer answer = ada.get(artifacts + "/" + name);
    assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
  }

  @Test
  void showsThemToNobodyElse() {
    Client eve = server.newcomer("Eve");
    assertThat(eve.get(artifacts).status()).isEqualTo(404);
    assertThat(eve.get(artifacts + "/dist/app.js").text("/code")).isEqualTo("run_not_found");
  }

  @Test
  void saysWhenTheyCanNotBeReached() {
    server.world().storage().objects().fail(true);
    Answer answer = ada.get(artifacts + "/dist/app.js");
    server.world().storage().objects().fail(false);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("/code")).isEqualTo("content_unavailable");
  }

  @ParameterizedTest
  @CsvSource({
    "'[\"../x\"]',artifacts[0]",
    "'[\"a\",\"/etc/passwd\"]',artifacts[1]",
    "'[null]',artifacts[0]",
    "'[\"\"]',artifacts[0]"
  })
  void refusesPatternsThatClimbByField(String patterns, String field) {
    Answer answer =
        ada.post("pipelines", "{\"commands\":[\"true\"],\"artifacts\":" + patterns + "}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void refusesTooManyPatternsAndShowsThoseThatWereAsked() {
    String many = Stream.generate(() -> "\"a\"").limit(33).collect(Collectors.joining(","));
    Answer refused =
        ada.post("pipelines", "{\"commands\":[\"true\"],\"artifacts\":[" + many + "]}");
    assertThat(refused.text("/errors/0/field")).isEqualTo("artifacts");
    Answer taken = ada.post("pipelines", "{\"commands\":[\"true\"],\"artifacts\":[\"dist/**\"]}");
    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.text("/pipeline/artifacts/0")).isEqualTo("dist/**");
  }
}
