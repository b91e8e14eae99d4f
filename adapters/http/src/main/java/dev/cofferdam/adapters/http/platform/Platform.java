package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.access.port.IdempotencyStore;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.domain.ids.IdSource;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** Puts into a Dropwizard environment what every route shares. */
public final class Platform {
  private final HttpLimits limits;
  private final Edge edge;
  private final IdSource ids;
  private final StrictJson json = new StrictJson();
  private final IdempotentAnswers answers;

  public Platform(HttpLimits limits, Edge edge, IdSource ids, Retries retries) {
    this.limits = limits;
    this.edge = edge;
    this.ids = ids;
    this.answers = new IdempotentAnswers(retries, json);
  }

  /** What is needed to answer a repeated request with its first answer. */
  public record Retries(
      Transactions transactions,
      IdempotencyStore store,
      InstanceSealer sealer,
      Memberships memberships,
      RefusalTrail trail,
      Clock clock) {}

  public StrictJson json() {
    return json;
  }

  public IdempotentAnswers answers() {
    return answers;
  }

  public HttpLimits limits() {
    return limits;
  }

  /**
   * Registers filters, mappers and readers; call it once, before the routes.
   *
   * @param resources what the routes are in
   */
  public void install(
      Environment environment,
      Authenticate authenticate,
      ResolveOrg resolveOrg,
      RateLimits rateLimits,
      Collection<?> resources) {
    FilterRegistration.Dynamic arrival =
        environment.servlets().addFilter("arrival", new ArrivalFilter(ids, edge.proxies()));
    arrival.setAsyncSupported(true);
    arrival.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    if (!edge.origins().origins().isEmpty()) {
      environment.getApplicationContext().insertHandler(edge.origins().handler());
    }
    environment.getApplicationContext().insertHandler(new ThreadShare(edge.proxies()));
    JettyProblems jettyProblems = new JettyProblems(ids, json);
    environment.getApplicationContext().setErrorHandler(jettyProblems);
    environment.lifecycle().addEventListener(new ErrorHandlerSetter(jettyProblems));

    JerseyEnvironment jersey = environment.jersey();
    jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    RefusalMapper refusals = new RefusalMapper();
    jersey.register(refusals);
    jersey.register(new WebFaultMapper(refusals));
    UnexpectedMapper unexpected = new UnexpectedMapper();
    jersey.register(unexpected);
    jersey.register(new HeaderFaultMapper(refusals, unexpected));
    jersey.register(new AnswerFilter());
    jersey.register(new JsonMessages(json));
    jersey.register(new BodyLimits(limits));
    jersey.register(new QueryLimits());
    jersey.register(new PathTypes(resolveOrg));
    Credentials credentials = new Credentials(authenticate, rateLimits);
    jersey.register(new PlainPaths());
    jersey.register(new OwnOrgPaths(credentials, resources));
    jersey.register(new AuthDynamicFeature(new BearerFilter(credentials)));
    jersey.register(new RateLimitFilter(rateLimits, resolveOrg));
    jersey.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
  }

  /** Dropwizard sets its own error handler when it builds the server, so ours comes after that. */
  private record ErrorHandlerSetter(JettyProblems problems) implements LifeCycle.Listener {
    @Override
    public void lifeCycleStarting(LifeCycle part) {
      if (part instanceof Server server) {
        server.setErrorHandler(problems);
      }
    }
  }
}
