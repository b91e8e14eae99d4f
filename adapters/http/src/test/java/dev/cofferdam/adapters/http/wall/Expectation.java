package dev.cofferdam.adapters.http.wall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.access.Permission;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an operation needs, what it answers then, and how its request differs from the document's
 * examples.
 */
final class Expectation {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String operation;
  private final int happy;
  private final Set<Permission> needs;
  private final Map<String, Optional<Function<Stage, Object>>> fields = new HashMap<>();
  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final Map<String, Thing> asked = new LinkedHashMap<>();
  private final Map<String, Function<Stage, String>> places = new HashMap<>();
  private Optional<String> text = Optional.empty();
  private Function<String, Map<String, String>> signature = body -> Map.of();
  private Optional<String> made = Optional.empty();
  private Verdict strange = new Verdict(404, Optional.of("_not_found"));
  private boolean reachesDeleted;
  private Optional<Verdict> toVouched = Optional.empty();

  private Expectation(String operation, int happy, Set<Permission> needs) {
    this.operation = operation;
    this.happy = happy;
    this.needs = needs;
  }

  /**
   * @param happy the status that those get who have all of {@code needs}
   */
  static Expectation of(String operation, int happy, Permission... needs) {
    return new Expectation(operation, happy, Set.of(needs));
  }

  /** These fields of the example can't go with its others. */
  Expectation without(String... names) {
    List.of(names).forEach(name -> fields.put(name, Optional.empty()));
    return this;
  }

  /** This field of the body is of the stage, and not as in the example. */
  Expectation with(String field, Function<Stage, Object> value) {
    fields.put(field, Optional.of(value));
    return this;
  }

  /** This field of the body names something that is there, as a path parameter does. */
  Expectation naming(String field, Thing thing) {
    fields.put(field, Optional.empty());
    things.put(field, thing);
    return this;
  }

  /** This query parameter has to be there, and names something as a path parameter does. */
  Expectation asking(String parameter, Thing thing) {
    asked.put(parameter, thing);
    return this;
  }

  /** This path parameter names another thing of the caller's own than it does elsewhere. */
  Expectation on(String parameter, Function<Stage, String> own) {
    places.put(parameter, own);
    return this;
  }

  /** The body is this and not JSON of ours. */
  Expectation sending(String body) {
    text = Optional.of(body);
    return this;
  }

  /** These headers go with a body. */
  Expectation signed(Function<String, Map<String, String>> by) {
    signature = by;
    return this;
  }

  /** What this path parameter names is made where it isn't there yet, so nothing is unknown. */
  Expectation making(String parameter) {
    made = Optional.of(parameter);
    return this;
  }

  /** What is not there, or others', is refused with this instead of with a 404. */
  Expectation hiding(int status, String code) {
    strange = new Verdict(status, Optional.of(code));
    return this;
  }

  /** It is about what people of other issuers don't have here, and is refused to them with this. */
  Expectation refusingVouched(int status, String code) {
    toVouched = Optional.of(new Verdict(status, Optional.of(code)));
    return this;
  }

  /** Who has the right in a deleted org gets through to it. */
  Expectation reachingDeleted() {
    reachesDeleted = true;
    return this;
  }

  String operation() {
    return operation;
  }

  int happy() {
    return happy;
  }

  Set<Permission> needs() {
    return needs;
  }

  boolean needsNothing() {
    return needs.equals(Set.of(Permission.PUBLIC));
  }

  boolean isInOrg() {
    return needs.stream().anyMatch(Permission::isInOrg);
  }

  boolean makes(String parameter) {
    return made.filter(parameter::equals).isPresent();
  }

  /** What somebody gets who names what is not there for them. */
  Verdict strange() {
    return strange;
  }

  /** What people of other issuers get, where they don't get what others do. */
  Optional<Verdict> toVouched() {
    return toVouched;
  }

  boolean reachesDeleted() {
    return reachesDeleted;
  }

  /** The fields of the body that name something. */
  Map<String, Thing> things() {
    return things;
  }

  /** The query parameters that name something. */
  Map<String, Thing> asked() {
    return asked;
  }

  /** What a path parameter names here, where that isn't what it names elsewhere. */
  Optional<Function<Stage, String>> place(String parameter) {
    return Optional.ofNullable(places.get(parameter));
  }

  /**
   * The body to send.
   *
   * @param named the values of {@link #things}
   * @throws AssertionError when something here is about a field that the example doesn't have
   */
  String body(Operation.Body body, Stage stage, Map<String, String> named) {
    if (text.isPresent()) {
      return text.get();
    }
    ObjectNode object =
        body.example().orElseThrow(() -> new AssertionError(operation + " sends what?")).deepCopy();
    for (var field : fields.entrySet()) {
      if (object.remove(field.getKey()) == null) {
        throw new AssertionError(operation + " has no field " + field.getKey());
      }
      field
          .getValue()
          .map(value -> MAPPER.<JsonNode>valueToTree(value.apply(stage)))
          .ifPresent(value -> object.set(field.getKey(), value));
    }
    things.keySet().forEach(field -> object.put(field, named.get(field)));
    return object.toString();
  }

  Map<String, String> signature(String body) {
    return signature.apply(body);
  }
}
