package dev.cofferdam.adapters.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.adapters.http.platform.StrictJson;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The OpenAPI 3.1 document of some resource classes. */
final class OpenApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String VERSION = "1";

  /** What the features are, in the order in which they are shown. */
  private static final List<Feature> FEATURES =
      List.of(
          new Feature("identity", "Accounts, sessions and credentials."),
          new Feature("tenancy", "Orgs, and who belongs to them."),
          new Feature("vault", "Projects, environments and secrets."),
          new Feature("runs", "Commands on a fresh machine, and their logs."),
          new Feature(
              "events", "What happens in an org: followed live, and carried out by webhooks."),
          new Feature("billing", "Plans, usage and cost."),
          new Feature("audit", "Who did what, and proof that the record of it is whole."),
          new Feature("operate", "For whoever operates the installation."),
          new Feature("openapi", "This document, for programs and for people."));

  private record Feature(String name, String words) {}

  private final StrictJson json;
  private final List<Route> routes;

  OpenApi(StrictJson json, Collection<Class<?>> resources) {
    this.json = json;
    this.routes = Route.of(resources);
  }

  /**
   * @throws IllegalStateException when a route or a record does not say what it must
   */
  ObjectNode document() {
    Schemas schemas = new Schemas(json);
    ProblemResponses problems = new ProblemResponses(json, schemas);
    ObjectNode document = NODES.objectNode().put("openapi", "3.1.1");
    document.set("info", info());
    document.putArray("servers").addObject().put("url", "/");
    document.set("tags", tags());
    document.set("paths", paths(new Operations(schemas, problems)));
    ObjectNode components = document.putObject("components");
    components.putObject("schemas").setAll(schemas.components());
    components.putObject("parameters").setAll(Parameters.components());
    components.putObject("headers").setAll(Headers.components());
    components.putObject("responses").setAll(problems.shared());
    components.putObject("examples").setAll(problems.examples());
    components.putObject("securitySchemes").setAll(Security.schemes());
    return document;
  }

  private ObjectNode paths(Operations operations) {
    ObjectNode paths = NODES.objectNode();
    for (Route route : routes) {
      paths
          .withObjectProperty(route.path())
          .set(route.verb().toLowerCase(Locale.ROOT), operations.of(route));
    }
    return paths;
  }

  private static ArrayNode tags() {
    ArrayNode tags = NODES.arrayNode();
    FEATURES.forEach(
        each -> tags.addObject().put("name", each.name()).put("description", each.words()));
    return tags;
  }

  private static ObjectNode info() {
    ObjectNode info =
        NODES
            .objectNode()
            .put("title", "Cofferdam")
            .put("version", VERSION)
            .put("summary", "Secrets, runs, and what they cost, for teams.")
            .put("description", DESCRIPTION);
    info.putObject("license").put("name", "Apache License 2.0").put("identifier", "Apache-2.0");
    return info;
  }

  private static final String DESCRIPTION =
      """
      JSON in `snake_case`, times in RFC 3339 UTC, ids as UUIDv7.

      **Scope.** A credential of one org, which is an API key or a service token, may leave `orgs/{org}/` out of paths: \
      `/api/v1/pipelines` is `/api/v1/orgs/{its org}/pipelines`.

      **Errors** are problems (RFC 9457) with a stable `code`. What belongs to another org answers exactly like what \
      does not exist.

      **Retries.** A POST that creates takes an `Idempotency-Key`: the same key and request within 24 hours get the \
      first answer again.

      **Lists** have `limit` and `cursor`; `next_cursor` and the header `Link` lead to the next page.

      **Concurrency.** `ETag`, `If-Match` and `If-None-Match` (RFC 9110).

      Requests with a field or parameter that is unknown, too long or of another type are refused, by its name. Answers \
      may get more fields; ignore those that you don't know.""";
}
