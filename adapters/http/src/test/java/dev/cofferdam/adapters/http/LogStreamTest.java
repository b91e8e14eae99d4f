package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.http.EventStream.Event;
import dev.cofferdam.adapters.http.platform.Followers;
import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Following a log over a real socket. */
class LogStreamTest {
  private static final String KEY = "\uD83D\uDD11";
  private static TestServer server;
  private static Client ada;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tellsWhatWasAndWhatComesAndTheEnd() {
    LiveRun run = LiveRun.create(ada);
    run.print("before\n");
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("content-type")).startsWith("text/event-stream");
      assertThat(stream.header("cache-control")).isEqualTo("no-store");
      assertThat(stream.header("x-request-id")).isNotEmpty();
      assertThat(stream.next()).isEqualTo(new Event("7", "", "{\"text\":\"before\\n\"}"));
      run.print("live\n");
      assertThat(stream.next()).isEqualTo(new Event("12", "", "{\"text\":\"live\\n\"}"));
      run.end(3);
      assertThat(stream.next())
          .isEqualTo(new Event("", "end", "{\"status\":\"failed\",\"exit_code\":3}"));
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void tellsAFinishedRunAtOnce() {
    LiveRun run = LiveRun.create(ada);
    run.print("all of it");
    run.end(0);
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      assertThat(stream.next().data()).isEqualTo("{\"text\":\"all of it\"}");
      assertThat(stream.next().data()).isEqualTo("{\"status\":\"succeeded\",\"exit_code\":0}");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void neverCutsACharacter() {
    LiveRun run = LiveRun.create(ada);
    byte[] key = KEY.getBytes(UTF_8);
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      run.print(new byte[] {'a', key[0]});
      assertThat(stream.next()).isEqualTo(new Event("1", "", "{\"text\":\"a\"}"));
      run.print(new byte[] {key[1], key[2]});
      run.print(new byte[] {key[3], 'b'});
      assertThat(stream.next()).isEqualTo(new Event("6", "", "{\"text\":\"" + KEY + "b\"}"));
      run.print(new byte[] {key[0], key[1]});
      run.end(0);
      assertThat(stream.next()).isEqualTo(new Event("8", "", "{\"text\":\"\ufffd\"}"));
      assertThat(stream.next().event()).isEqualTo("end");
    }
  }

  @Test
  void replacesWhatIsNoText() {
    LiveRun run = LiveRun.create(ada);
    run.print(new byte[] {(byte) 0xff, 'x', (byte) 0x80, 0, '\r', '\n', 0x1b});
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      assertThat(stream.next().data())
          .isEqualTo("{\"text\":\"\ufffdx\ufffd\\u0000\\r\\n\\u001B\"}");
    }
  }

  @Test
  void resumesBehindTheLastEvent() {
    LiveRun run = LiveRun.create(ada);
    run.print("one ");
    run.print("two ");
    run.print("three");
    run.end(0);
    try (EventStream stream = EventStream.open(ada, run.id(), "?offset=4")) {
      assertThat(stream.next().data()).isEqualTo("{\"text\":\"two three\"}");
    }
    try (EventStream stream = EventStream.open(ada, run.id(), "?offset=0", "Last-Event-ID: 8")) {
      assertThat(stream.next().data()).isEqualTo("{\"text\":\"three\"}");
    }
    try (EventStream stream = EventStream.open(ada, run.id(), "?offset=13")) {
      assertThat(stream.next().event()).isEqualTo("end");
    }
    try (EventStream stream = EventStream.open(ada, run.id(), "?offset=99999999")) {
      assertThat(stream.next().event()).isEqualTo("end");
    }
  }

  @Test
  void losesNothingOfALongLog() {
    LiveRun run = LiveRun.create(ada);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      expected.append("line ").append(i).append(" ").append(KEY).append("é\n");
    }
    byte[] all = expected.toString().getBytes(UTF_8);
    StringBuilder seen = new StringBuilder();
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      for (int at = 0; at < all.length; at += 50_001) {
        run.print(Arrays.copyOfRange(all, at, Math.min(all.length, at + 50_001)));
      }
      run.end(0);
      for (Event event = stream.next(); event.event().isEmpty(); event = stream.next()) {
        seen.append(event.text());
      }
    }
    assertThat(seen.toString().equals(expected.toString())).isTrue();
  }

  @Test
  void tellsOfOutputThatNoBellTold() {
    LiveRun run = LiveRun.create(ada);
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      run.printSilently("from another process");
      assertThat(stream.next().data()).contains("from another process");
    }
  }

  /** How quickly, the benchmark measures. */
  @Test
  void waitsForTheBellAndForNoLook() {
    Duration never = Duration.ofDays(1);
    try (TestServer unlooking = TestServer.start(new Followers.Pace(never, never))) {
      LiveRun run = LiveRun.create(unlooking.newcomer("Ada"));
      try (EventStream stream = EventStream.open(run.client(), run.id(), "")) {
        for (int i = 0; i < 100; i++) {
          run.print("line " + i + "\n");
          assertThat(stream.next().data()).contains("line " + i);
        }
      }
    }
  }

  @Test
  void isNotZipped() {
    LiveRun run = LiveRun.create(ada);
    run.print("plain");
    try (EventStream stream =
        EventStream.open(ada, run.id(), "", "Accept-Encoding: gzip, deflate")) {
      assertThat(stream.header("content-encoding")).isEmpty();
      assertThat(stream.next().data()).isEqualTo("{\"text\":\"plain\"}");
    }
  }

  @Test
  void refusesAsAProblemWhatItCantFollow() {
    LiveRun run = LiveRun.create(ada);
    for (String[] bad :
        new String[][] {
          {run.id(), "?offset=-1", "X: y", "400", "offset"},
          {run.id(), "?offset=x", "X: y", "400", "offset"},
          {run.id(), "", "Last-Event-ID: x", "400", "Last-Event-ID"},
          {run.id(), "", "Last-Event-ID: -1", "400", "Last-Event-ID"},
          {"01a1fcbb-2b29-7618-9df0-f565df4880bd", "", "X: y", "404", "run_not_found"}
        }) {
      try (EventStream stream = EventStream.open(ada, bad[0], bad[1], bad[2])) {
        assertThat(stream.status()).isEqualTo(Integer.parseInt(bad[3]));
        assertThat(stream.header("content-type")).isEqualTo("application/problem+json");
        assertThat(stream.rest()).contains(bad[4]);
      }
    }
  }

  @Test
  void endsForWhoHasLoggedOut() {
    Client eve = server.newcomer("Eve");
    LiveRun run = LiveRun.create(eve);
    try (EventStream stream = EventStream.open(eve, run.id(), "")) {
      run.print("seen");
      assertThat(stream.next().data()).contains("seen");
      assertThat(eve.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
      run.printAfter(Duration.ofMillis(1_200), "unseen");
      Event last = stream.next();
      assertThat(last.event()).isEqualTo("error");
      assertThat(last.data()).contains("invalid_token").doesNotContain("unseen");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void holdsNoThreadForAClientThatDoesNotRead() throws Exception {
    ConfigOverride soon =
        ConfigOverride.config("server.applicationConnectors[0].idleTimeout", "5s");
    try (TestServer impatient = TestServer.start(TestWorld.PACE, soon)) {
      LiveRun run = LiveRun.create(impatient.newcomer("Ada"));
      List<Socket> sleepers = new ArrayList<>();
      try {
        for (int i = 0; i < TestWorld.FOLLOWERS - 1; i++) {
          sleepers.add(sleeper(run));
        }
        run.print("x".repeat(12 << 20));
        try (EventStream reader =
            EventStream.open(run.client(), run.id(), "?offset=" + (12 << 20))) {
          run.print("awake");
          assertThat(reader.next().data()).isEqualTo("{\"text\":\"awake\"}");
        }
        assertThat(run.client().get("/api/v1/me").status()).isEqualTo(200);
        // The server's idle timeout ends them, though they are still connected.
        awaitNoFollowers(impatient);
      } finally {
        for (Socket socket : sleepers) {
          socket.close();
        }
      }
    }
  }

  private static Socket sleeper(LiveRun run) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), run.client().server().port());
    socket.getOutputStream().write(EventStream.request(run.client(), run.id(), "").getBytes(UTF_8));
    return socket;
  }

  @Test
  void refusesMoreFollowersThanItsLimit() throws Exception {
    awaitNoFollowers(server);
    LiveRun run = LiveRun.create(ada);
    List<EventStream> all = new ArrayList<>();
    try {
      for (int i = 0; i < TestWorld.FOLLOWERS; i++) {
        all.add(EventStream.open(ada, run.id(), ""));
        assertThat(all.get(i).status()).isEqualTo(200);
      }
      try (EventStream one = EventStream.open(ada, run.id(), "")) {
        assertThat(one.status()).isEqualTo(503);
        assertThat(one.rest()).contains("too_many_followers");
      }
    } finally {
      all.forEach(EventStream::close);
    }
    awaitNoFollowers(server);
  }

  @Test
  void saysWhenQuietThatItIsAlive() {
    LiveRun run = LiveRun.create(ada);
    long start = System.nanoTime();
    try (EventStream stream = EventStream.open(ada, run.id(), "")) {
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf(":\n\n") < 0) {
        int next = stream.read();
        assertThat(next).as("a byte").isNotNegative();
        seen.append((char) next);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(TestWorld.QUIET);
    }
  }

  /** At once: the server would wait minutes for its streams, were they not ended. */
  @Test
  void letsAServerStopAtOnce() {
    TestServer stopping = TestServer.start();
    LiveRun run = LiveRun.create(stopping.newcomer("Ada"));
    try (EventStream stream = EventStream.open(run.client(), run.id(), "")) {
      run.print("seen");
      assertThat(stream.next().data()).contains("seen");
      long start = System.nanoTime();
      stopping.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      assertThat(stream.isOver()).isTrue();
      run.print("nobody hears it, and nobody is failed by it");
    }
  }

  private static void awaitNoFollowers(TestServer server) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (server.world().followersNow() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(server.world().followersNow()).isZero();
  }
}
