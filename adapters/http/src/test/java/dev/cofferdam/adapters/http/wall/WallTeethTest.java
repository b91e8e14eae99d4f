package dev.cofferdam.adapters.http.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.TestServer;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Role;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The proof finds holes that are put into the wall. */
final class WallTeethTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  private static final List<Column> FEW = List.of(Column.OUTSIDER, Column.OWNER, Column.MEMBER);

  private static JsonNode document() {
    return SERVER.send(SERVER.request("/openapi.json").GET()).json();
  }

  private static Answer send(Cell cell) {
    return SERVER.send(cell.request(SERVER));
  }

  private static List<String> faults(Wall.Door door) {
    return new Wall(SERVER, document(), Expectations.ALL, FEW, door).run().faults();
  }

  /** As {@link #faults(Wall.Door)}, of these operations alone. */
  private static List<String> faults(Wall.Door door, String... operations) {
    Set<String> wanted = Set.of(operations);
    List<Expectation> table =
        Expectations.ALL.stream().filter(each -> wanted.contains(each.operation())).toList();
    return new Wall(SERVER, documentOf(wanted), table, FEW, door).run().faults();
  }

  private static JsonNode documentOf(Set<String> operations) {
    ObjectNode few = document().deepCopy();
    for (JsonNode path : few.get("paths")) {
      path.properties()
          .removeIf(each -> !operations.contains(each.getValue().get("operationId").asText()));
    }
    return few;
  }

  /** Those operations which could give a column what they give the owner, and nobody would see. */
  private static List<String> unseen(Column unchecked, Set<String> expected) {
    List<String> faults =
        faults(cell -> cell.column().equals(unchecked) ? admitted(cell) : send(cell));
    List<String> missed = new ArrayList<>(expected);
    missed.removeIf(
        operation -> faults.stream().anyMatch(each -> each.startsWith(operation + " ")));
    return missed;
  }

  /** What a cell would be answered that nobody checks, without its effect. */
  private static Answer admitted(Cell cell) {
    Answer answer = send(cell);
    return new Answer(cell.expectation().happy(), answer.headers(), "{}");
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertThat(faults(WallTeethTest::send, "getOrg", "updateOrg", "getSecret")).isEmpty();
  }

  @Test
  void findsEachOperationThatLetsStrangersIn() {
    Set<String> operations = new TreeSet<>();
    for (Expectation each : Expectations.ALL) {
      if (each.isInOrg()) {
        operations.add(each.operation());
      }
    }
    assertThat(operations).hasSizeGreaterThan(20);
    assertThat(unseen(Column.OUTSIDER, operations)).isEmpty();
  }

  @Test
  void findsEachOperationThatTakesMembersForOwners() {
    Set<String> operations = new TreeSet<>();
    for (Expectation each : Expectations.ALL) {
      if (each.isInOrg() && !each.needs().stream().allMatch(need -> need.isHeldBy(Role.MEMBER))) {
        operations.add(each.operation());
      }
    }
    assertThat(operations).hasSizeGreaterThan(5);
    assertThat(unseen(Column.MEMBER, operations)).isEmpty();
  }

  @Test
  void findsThatSomebodyIsShownAnothersAccount() {
    List<String> faults =
        faults(
            cell -> send(cell.column().equals(Column.OUTSIDER) ? cell.by(Column.OWNER) : cell),
            "getMe",
            "listOrgs",
            "listSessions",
            "endSession");
    assertThat(faults)
        .anyMatch(each -> each.startsWith("getMe by other org's owner on what is own is shown"))
        .anyMatch(each -> each.startsWith("listOrgs by other org's owner on what is own is shown"))
        .anyMatch(
            each -> each.startsWith("listSessions by other org's owner on what is own is shown"));
  }

  @Test
  void findsWhatIsDoneAndRefused() {
    List<String> faults =
        faults(
            cell -> {
              if (cell.column().equals(Column.MEMBER) && cell.strange().isEmpty()) {
                send(cell.by(Column.OWNER));
              }
              return send(cell);
            },
            "updateOrg",
            "getOrg");
    assertThat(faults)
        .hasSize(2)
        .allMatch(each -> each.startsWith("updateOrg changed something that it refused"))
        .anyMatch(each -> each.contains("by audit"))
        .anyMatch(each -> each.contains("by getOrg"));
  }

  @Test
  void findsForeignThingsByAHeader() {
    assertThat(whereForeignIs(answer -> withHeader(answer, "X-Cache", "miss")))
        .isNotEmpty()
        .allMatch(each -> each.startsWith("getPipeline by o"))
        .allMatch(each -> each.contains("is told from what is unknown"));
  }

  @Test
  void findsForeignThingsByAByte() {
    assertThat(
            whereForeignIs(
                answer ->
                    new Answer(
                        answer.status(),
                        answer.headers(),
                        answer.body().replaceFirst("not", "n0t"))))
        .isNotEmpty()
        .allMatch(each -> each.contains("is told from what is unknown"));
  }

  /** What is found when foreign runs are answered differently to the owner. */
  private static List<String> whereForeignIs(UnaryOperator<Answer> told) {
    return faults(
        cell -> {
          boolean foreign =
              cell.column().equals(Column.OWNER)
                  && cell.strange()
                      .filter(each -> each.name().equals("id"))
                      .filter(each -> !each.value().equals(each.thing().unknown()))
                      .isPresent();
          return foreign ? told.apply(send(cell)) : send(cell);
        },
        "getPipeline");
  }

  private static Answer withHeader(Answer answer, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.put(name, List.of(value));
    return new Answer(answer.status(), HttpHeaders.of(headers, (each, any) -> true), answer.body());
  }

  @Test
  void findsOperationsAndExpectationsThatStandAlone() {
    List<Expectation> table = List.of(Expectation.of("getNothing", 200, Permission.PUBLIC));
    JsonNode document = documentOf(Set.of("getHealth"));
    assertThat(new Wall(SERVER, document, table, FEW, WallTeethTest::send).run().faults())
        .containsExactlyInAnyOrder(
            "getHealth is an operation without an expectation",
            "getNothing is expected and no operation");
  }

  @Test
  void refusesPathsWhoseParametersNobodyKnows() {
    ObjectNode document = document().deepCopy();
    ObjectNode paths = (ObjectNode) document.get("paths");
    paths.set("/api/v1/orgs/{org}/vats/{vat}", paths.get("/api/v1/orgs/{org}"));
    assertThatThrownBy(() -> Operation.all(document)).hasMessageContaining("vats/{vat}");
  }
}
