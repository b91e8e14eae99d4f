package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Client;
import dev.cofferdam.adapters.http.Site;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request: an operation, by somebody, on a stage.
 *
 * @param strange what is not the caller's own in it
 */
record Cell(
    Operation operation,
    Expectation expectation,
    Column column,
    Stage stage,
    Optional<Strange> strange) {
  /**
   * A path parameter, or a field of the body, that names what is not one's own.
   *
   * @param value what it says
   */
  record Strange(String name, Thing thing, String value) {}

  Cell by(Column other) {
    return new Cell(operation, expectation, other, stage, strange);
  }

  Cell at(Stage other) {
    return new Cell(operation, expectation, column, other, strange);
  }

  /** Whether it names the org that was deleted. */
  boolean isOfDeletedOrg() {
    return isOfStrangeOrg()
        && strange.map(Strange::value).filter(stage.deletedOrg()::equals).isPresent();
  }

  /** Whether it names another org than the caller's. */
  boolean isOfStrangeOrg() {
    return strange.filter(each -> each.thing().equals(Thing.ORG)).isPresent();
  }

  HttpRequest.Builder request(Site server) {
    Map<String, String> values = values();
    String path = operation.path();
    for (String parameter : operation.parameters().keySet()) {
      path = path.replace("{" + parameter + "}", values.get(parameter));
    }
    String query =
        expectation.asked().keySet().stream()
            .map(each -> each + "=" + values.get(each))
            .collect(Collectors.joining("&"));
    if (!query.isEmpty()) {
      path += "?" + query;
    }
    HttpRequest.Builder request = server.request(path).header("X-Forwarded-For", stage.address());
    column.authorization().apply(stage).ifPresent(each -> request.header("Authorization", each));
    operation.accept().ifPresent(each -> request.header("Accept", each));
    if (operation.body().isEmpty()) {
      return request.method(operation.verb(), HttpRequest.BodyPublishers.noBody());
    }
    Operation.Body content = operation.body().get();
    String body = expectation.body(content, stage, values);
    expectation.signature(body).forEach(request::header);
    return request
        .header("Content-Type", content.mediaType())
        .method(operation.verb(), Client.body(body));
  }

  /** What follows in the path on something strange is what belongs there. */
  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    boolean abroad = false;
    for (var parameter : things(operation, expectation).entrySet()) {
      String name = parameter.getKey();
      if (strange.map(Strange::name).filter(name::equals).isPresent()) {
        values.put(name, strange.get().value());
        abroad = true;
      } else {
        values.put(name, own(name, parameter.getValue(), abroad ? stage.other() : stage));
      }
    }
    return values;
  }

  private String own(String name, Thing thing, Stage where) {
    return expectation
        .place(name)
        .map(place -> place.apply(where))
        .orElseGet(() -> thing.own().apply(where, column));
  }

  /** All that a request names, by path parameter, query parameter or field. */
  static Map<String, Thing> things(Operation operation, Expectation expectation) {
    Map<String, Thing> things = new LinkedHashMap<>(operation.parameters());
    things.putAll(expectation.asked());
    things.putAll(expectation.things());
    return things;
  }

  @Override
  public String toString() {
    String what =
        strange.map(each -> " with " + each.name() + " " + each.value()).orElse(" on what is own");
    return operation + " by " + column + what;
  }
}
