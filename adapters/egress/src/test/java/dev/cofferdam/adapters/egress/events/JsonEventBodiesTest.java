package dev.cofferdam.adapters.egress.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.Uuid7;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonEventBodiesTest {
  private static final UUID ID = Uuid7.of(1, new UUID(1, 1));

  @Test
  void writesOurShape() {
    assertThat(new JsonEventBodies().write(event(), EndpointKind.STANDARD))
        .isEqualTo(
            "{\"id\":\"%s\",\"seq\":7,\"type\":\"run.failed\",".formatted(ID)
                + "\"timestamp\":\"2026-11-29T09:30:00.000000Z\",\"org\":\"%s\",".formatted(ID)
                + "\"actor\":{\"kind\":\"system\",\"id\":\"runs\"},"
                + "\"data\":{\"project\":\"shop\",\"exit_code\":1,"
                + "\"failure_detail\":\"<!channel> `a & b`\\n\\\"ü\\\"\"}}");
  }

  @Test
  void writesSlacksShapeWithoutMentionsAndLinks() {
    assertThat(new JsonEventBodies().write(event(), EndpointKind.SLACK))
        .isEqualTo(
            "{\"text\":\"*run.failed*\\n• project: `shop`\\n• exit_code: `1`\\n"
                + "• failure_detail: `&lt;!channel&gt; 'a &amp; b' \\\"ü\\\"`\"}");
  }

  private static OrgEvent event() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("project", "shop");
    data.put("exit_code", 1);
    data.put("failure_detail", "<!channel> `a & b`\n\"ü\"");
    return new OrgEvent(
        new OrgId(ID),
        7,
        new EventId(ID),
        Instant.parse("2026-11-29T09:30:00Z"),
        "system",
        "runs",
        EventType.RUN_FAILED.about(Audience.ALL, data));
  }
}
