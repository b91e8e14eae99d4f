package dev.cofferdam.adapters.http.openapi;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * One path with one verb, as Jersey understands the resource classes.
 *
 * @param path with plain templates: {@code /api/v1/orgs/{org}}
 * @param methods that answer here: more than one where each produces another media type
 */
record Route(String verb, String path, List<ResourceMethod> methods) {
  Route {
    methods = List.copyOf(methods);
  }

  /** All routes of these classes, by path. */
  static List<Route> of(Collection<Class<?>> resources) {
    Map<String, List<Found>> found =
        resources.stream()
            .map(Resource::from)
            .flatMap(resource -> found("", resource))
            .sorted((one, other) -> one.key().compareTo(other.key()))
            .collect(Collectors.groupingBy(Found::key, LinkedHashMap::new, Collectors.toList()));
    return found.values().stream().map(Route::joined).toList();
  }

  private record Found(String verb, String path, ResourceMethod method) {
    String key() {
      return path + " " + verb;
    }
  }

  private static Stream<Found> found(String above, Resource resource) {
    String path =
        (above + "/" + resource.getPath())
            .replaceAll("/+", "/")
            .replaceAll("\\{\\s*([A-Za-z_]+)\\s*:[^}]*(?:\\{[^}]*}[^}]*)*}", "{$1}");
    return Stream.concat(
        resource.getResourceMethods().stream()
            .map(method -> new Found(method.getHttpMethod(), path, method)),
        resource.getChildResources().stream().flatMap(child -> found(path, child)));
  }

  private static Route joined(List<Found> found) {
    Found first = found.get(0);
    return new Route(first.verb(), first.path(), found.stream().map(Found::method).toList());
  }

  /** {@code GET /api/v1/orgs/{org}}. */
  String name() {
    return verb + " " + path;
  }

  /** The feature that it belongs to: the package that its resource is in. */
  String feature() {
    String name = method(methods.get(0)).getDeclaringClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What the route is, which one of its methods says; empty where none does. */
  Optional<Operation> operation() {
    List<Operation> found = annotations(Operation.class).toList();
    if (found.size() > 1) {
      throw new IllegalStateException(name() + " has more than one @Operation");
    }
    return found.stream().findFirst();
  }

  <A extends Annotation> Stream<A> annotations(Class<A> type) {
    return methods.stream().flatMap(each -> Arrays.stream(method(each).getAnnotationsByType(type)));
  }

  static Method method(ResourceMethod method) {
    return method.getInvocable().getDefinitionMethod();
  }

  /** What all of its methods take. */
  List<Parameter> parameters() {
    return methods.stream().flatMap(each -> each.getInvocable().getParameters().stream()).toList();
  }

  Set<RequestHeader> takes() {
    Set<RequestHeader> headers = EnumSet.noneOf(RequestHeader.class);
    annotations(Takes.class).forEach(each -> headers.addAll(List.of(each.value())));
    return headers;
  }

  boolean needsCredential() {
    return parameters().stream().anyMatch(each -> each.isAnnotationPresent(Auth.class));
  }

  /** The media type that a method answers in unless it says otherwise. */
  static String produces(ResourceMethod method) {
    return first(method.getProducedTypes());
  }

  static String consumes(ResourceMethod method) {
    return first(method.getConsumedTypes());
  }

  private static String first(List<MediaType> types) {
    return types.stream()
        .findFirst()
        .map(type -> type.getType() + "/" + type.getSubtype())
        .orElse(MediaType.APPLICATION_JSON);
  }
}
