package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cofferdam.adapters.http.EventStream.Event;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.domain.ids.OrgId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens in an org, listed and followed over a real socket. */
class EventFeedTest {
  private static final String SECRET = "projects/shop/envs/prod/secrets/";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The server notices that somebody left when it has something to tell them. */
  @BeforeEach
  void awaitNoFollowers() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (server.world().followersNow() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(server.world().followersNow()).isZero();
  }

  @Test
  void tellsWhatHappensAndNeverAValue() {
    Client ada = shop();
    try (EventStream stream = EventStream.openAt(ada, "/events")) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("content-type")).startsWith("text/event-stream");
      assertThat(stream.header("cache-control")).isEqualTo("no-store");
      put(ada, "API_KEY", "hunter2-hunter2");
      Event told = stream.next();
      assertThat(told.event()).isEmpty();
      JsonNode event = json(told.data());
      assertThat(told.id()).isEqualTo(event.get("seq").asText());
      assertThat(event.get("type").asText()).isEqualTo("secret.changed");
      assertThat(event.get("actor").get("id").asText()).isEqualTo(ada.user());
      assertThat(event.get("data").toString())
          .isEqualTo(
              "{\"project\":\"shop\",\"environment\":\"prod\",\"key\":\"API_KEY\",\"version\":1,"
                  + "\"change\":\"set\"}");
      assertThat(told.data()).doesNotContain("hunter2");
      ada.delete(SECRET + "API_KEY");
      assertThat(json(stream.next().data()).get("data").get("change").asText()).isEqualTo("delete");
    }
  }

  @Test
  void tellsOfRunsAndPeople() {
    Client ada = shop();
    try (EventStream stream = EventStream.openAt(ada, "/events")) {
      String run = ada.post("pipelines", "{\"commands\":[\"make\"]}").text("/id");
      JsonNode created = json(stream.next().data());
      assertThat(created.get("type").asText()).isEqualTo("run.created");
      assertThat(created.get("data").get("id").asText()).isEqualTo(run);
      ada.post("pipelines/" + run + "/cancel", "");
      assertThat(type(stream)).isEqualTo("run.canceled");
      ada.post("invitations", "{\"email\":\"bob@example.org\",\"role\":\"member\"}");
      Event invited = stream.next();
      assertThat(json(invited.data()).get("type").asText()).isEqualTo("invitation.created");
      assertThat(invited.data()).doesNotContain("bob@");
      Client bob = server.member(ada, "Bob", "member");
      ada.patch("members/" + bob.user(), "{\"role\":\"admin\"}");
      assertThat(json(stream.next().data()).get("data").toString())
          .contains("\"role\":\"admin\"")
          .contains(bob.user());
      ada.delete("members/" + bob.user());
      assertThat(type(stream)).isEqualTo("member.removed");
    }
  }

  @Test
  void goesOnWhereTheClientWas() {
    Client ada = shop();
    for (String key : List.of("A", "B", "C")) {
      put(ada, key, "1");
    }
    List<String> ids = new ArrayList<>();
    try (EventStream stream = EventStream.openAt(ada, "/events?after=0&types=secret.*")) {
      for (String key : List.of("A", "B", "C")) {
        Event event = stream.next();
        ids.add(event.id());
        assertThat(event.data()).contains("\"key\":\"" + key + "\"");
      }
    }
    try (EventStream stream =
        EventStream.openAt(ada, "/events?after=0", "Last-Event-ID: " + ids.get(1))) {
      assertThat(stream.next().data()).contains("\"key\":\"C\"");
      put(ada, "D", "1");
      assertThat(stream.next().data()).contains("\"key\":\"D\"");
    }
    try (EventStream stream = EventStream.openAt(ada, "/events?after=999999999")) {
      put(ada, "E", "1");
      assertThat(stream.next().data()).contains("\"key\":\"E\"");
    }
  }

  @Test
  void listsInPages() {
    Client ada = shop();
    for (String key : List.of("A", "B", "C")) {
      put(ada, key, "1");
    }
    JsonNode first = ada.get("events?types=secret.changed&limit=2").json();
    assertThat(first.get("items")).hasSize(2);
    assertThat(first.get("items").get(0).get("data").get("key").asText()).isEqualTo("A");
    JsonNode second =
        ada.get("events?types=secret.changed&limit=2&cursor=" + first.get("next_cursor").asText())
            .json();
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("next_cursor").isNull()).isTrue();
    String last = second.get("items").get(0).get("seq").asText();
    assertThat(ada.get("events?after=" + last).json().get("items")).isEmpty();
  }

  @Test
  void showsToEachWhatTheyMaySee() {
    Client ada = shop();
    ada.post("projects/shop/envs", "{\"name\":\"vip\",\"protected\":true}");
    ada.put("projects/shop/envs/vip/secrets/CROWN", "{\"value\":\"1\"}");
    ada.post("projects/shop/envs", "{\"name\":\"dev\"}");
    ada.put("projects/shop/envs/dev/secrets/TOY", "{\"value\":\"1\"}");
    ada.post("invitations", "{\"email\":\"eve@example.org\",\"role\":\"member\"}");
    Client bob = server.member(ada, "Bob", "member");
    put(ada, "OPEN", "1");
    assertThat(keysSeenBy(ada)).containsExactly("CROWN", "TOY", "", "OPEN");
    assertThat(keysSeenBy(bob.in(ada))).containsExactly("TOY", "OPEN");
    Client stranger = server.newcomer("Eve");
    assertThat(stranger.in(ada).get("events").status()).isEqualTo(404);
    try (EventStream stream = EventStream.openAt(stranger.in(ada), "/events")) {
      assertThat(stream.status()).isEqualTo(404);
    }
    String token =
        ada.post(
                "service-tokens",
                "{\"name\":\"ci\",\"project\":\"shop\",\"environments\":[\"dev\"],"
                    + "\"access\":\"read\"}")
            .json()
            .get("token")
            .asText();
    assertThat(keysSeenBy(ada.as(token))).containsExactly("TOY");
  }

  @Test
  void refusesWhatItCantFollow() {
    Client ada = shop();
    for (String[] bad :
        new String[][] {
          {"?after=-1", "X: y", "after"},
          {"?after=x", "X: y", "after"},
          {"?types=nothing.*", "X: y", "types"},
          {"?types=run.created,", "X: y", "types"},
          {"?types=", "X: y", "types"},
          {"?limit=5", "X: y", "limit"},
          {"", "Last-Event-ID: x", "Last-Event-ID"},
        }) {
      try (EventStream stream = EventStream.openAt(ada, "/events" + bad[0], bad[1])) {
        assertThat(stream.status()).as(bad[0]).isEqualTo(400);
        assertThat(stream.rest()).contains(bad[2]);
      }
    }
  }

  @Test
  void endsWithinASecondForWhoHasLoggedOut() {
    Client eve = shop();
    try (EventStream stream = EventStream.openAt(eve, "/events")) {
      put(eve, "A", "1");
      assertThat(stream.next().data()).contains("secret.changed");
      long start = System.nanoTime();
      assertThat(eve.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
      Event last = stream.next();
      assertThat(last.event()).isEqualTo("error");
      assertThat(last.data()).contains("invalid_token");
      assertThat(stream.isOver()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void endsForWhoWasRemoved() {
    Client ada = shop();
    Client bob = server.member(ada, "Bob", "member");
    try (EventStream stream = EventStream.openAt(bob.in(ada), "/events")) {
      put(ada, "A", "1");
      assertThat(stream.next().data()).contains("secret.changed");
      ada.delete("members/" + bob.user());
      assertThat(stream.next().data()).contains("org_not_found");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void letsAnOrgHaveSoManyFollowers() {
    Client ada = shop();
    List<EventStream> all = new ArrayList<>();
    try {
      for (int i = 0; i < TestWorld.FOLLOWERS_OF_ORG; i++) {
        all.add(EventStream.openAt(ada, "/events"));
        assertThat(all.get(i).status()).isEqualTo(200);
      }
      try (EventStream one = EventStream.openAt(ada, "/events")) {
        assertThat(one.status()).isEqualTo(503);
        assertThat(one.rest()).contains("too_many_followers");
      }
      try (EventStream other = EventStream.openAt(server.newcomer("Bob"), "/events")) {
        assertThat(other.status()).isEqualTo(200);
      }
    } finally {
      all.forEach(EventStream::close);
    }
  }

  @Test
  void saysWhenQuietThatItIsAlive() {
    try (EventStream stream = EventStream.openAt(shop(), "/events")) {
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf(":\n\n") < 0) {
        seen.append((char) stream.read());
      }
      assertThat(seen.toString()).startsWith("retry: 1000");
    }
  }

  /** By the bell: no look is made for a day. */
  @Test
  void isWokenByTheBell() {
    Duration never = Duration.ofDays(1);
    try (TestServer unlooking = TestServer.start(new Followers.Pace(never, never))) {
      Client ada = unlooking.newcomer("Ada");
      ada.environment("shop", "prod");
      try (EventStream stream = EventStream.openAt(ada, "/events")) {
        for (int i = 0; i < 20; i++) {
          put(ada, "K" + i, "1");
          unlooking.world().eventBell().ring(OrgId.parse(ada.org()).orElseThrow());
          assertThat(stream.next().data()).contains("\"K" + i + "\"");
        }
      }
    }
  }

  private static Client shop() {
    Client ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
    return ada;
  }

  private static void put(Client who, String key, String value) {
    assertThat(who.put(SECRET + key, "{\"value\":\"" + value + "\"}").status()).isEqualTo(201);
  }

  private static List<String> keysSeenBy(Client who) {
    List<String> keys = new ArrayList<>();
    who.get("events")
        .json()
        .get("items")
        .forEach(item -> keys.add(item.get("data").path("key").asText()));
    return keys;
  }

  private static String type(EventStream stream) {
    return json(stream.next().data()).get("type").asText();
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
