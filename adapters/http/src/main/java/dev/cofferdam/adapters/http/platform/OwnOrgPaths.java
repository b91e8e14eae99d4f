package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;

/**
 * Lets a credential of exactly one org leave {@code orgs/{org}/} out: {@code /api/v1/pipelines} is
 * {@code /api/v1/orgs/{its org}/pipelines}. Any other credential is told what is missing.
 */
@PreMatching
@Priority(OwnOrgPaths.AFTER_ARRIVAL)
public final class OwnOrgPaths implements ContainerRequestFilter {
  static final int AFTER_ARRIVAL = 500;
  private static final String API = "/api/v1/";
  private static final String OF_AN_ORG = API + "orgs/{org}/";

  private final Credentials credentials;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> elsewhere = new TreeSet<>();

  OwnOrgPaths(Credentials credentials, Collection<?> resources) {
    this.credentials = credentials;
    resources.stream()
        .filter(resource -> resource.getClass().isAnnotationPresent(Path.class))
        .map(resource -> Resource.from(resource.getClass()))
        .flatMap(OwnOrgPaths::pathsOf)
        .filter(path -> path.startsWith(API))
        .forEach(this::note);
  }

  private static Stream<String> pathsOf(Resource top) {
    String path = "/" + trimmed(top.getPath());
    return Stream.concat(
        Stream.of(path),
        top.getChildResources().stream().map(each -> path + "/" + trimmed(each.getPath())));
  }

  private void note(String path) {
    if (path.startsWith(OF_AN_ORG)) {
      names.add(firstOf(path.substring(OF_AN_ORG.length())));
    } else {
      elsewhere.add(firstOf(path.substring(API.length())));
    }
  }

  /** What stands outside of orgs under the same name, such as an invitation, goes first. */
  private boolean isOfAnOrg(String rest) {
    String first = firstOf(rest);
    return names.contains(first) && (!elsewhere.contains(first) || rest.equals(first));
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static String firstOf(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    if (!path.startsWith(API) || !isOfAnOrg(path.substring(API.length()))) {
      return;
    }
    Caller caller = credentials.callerOf(request);
    OrgId org =
        caller
            .actor()
            .boundTo()
            .orElseThrow(
                () -> {
                  credentials.count(request, caller);
                  return new Refusal(
                      Refusal.Kind.INVALID,
                      "org_needed",
                      "This credential is of more orgs than one: put the org in front, as in"
                          + " /api/v1/orgs/{org}/"
                          + firstOf(path.substring(API.length()))
                          + ".",
                      List.of());
                });
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    request.setRequestUri(
        request.getUriInfo().getBaseUri(),
        request
            .getUriInfo()
            .getBaseUri()
            .resolve(API + "orgs/" + org + "/" + path.substring(API.length()) + query));
  }
}
