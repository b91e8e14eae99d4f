package dev.cofferdam.adapters.http;

import dev.cofferdam.adapters.http.audit.AuditUseCases;
import dev.cofferdam.adapters.http.billing.BillingUseCases;
import dev.cofferdam.adapters.http.events.EventUseCases;
import dev.cofferdam.adapters.http.identity.IdentityUseCases;
import dev.cofferdam.adapters.http.openapi.DocsResource;
import dev.cofferdam.adapters.http.openapi.OpenApiResource;
import dev.cofferdam.adapters.http.operate.HealthResource;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.adapters.http.platform.RateLimits;
import dev.cofferdam.adapters.http.runs.RunUseCases;
import dev.cofferdam.adapters.http.tenancy.TenancyUseCases;
import dev.cofferdam.adapters.http.vault.KeyUseCases;
import dev.cofferdam.adapters.http.vault.VaultUseCases;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.tenancy.ResolveOrg;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** The whole REST surface, put into a Dropwizard environment. */
public final class CofferdamHttp {
  private final Platform platform;
  private final Door door;
  private final Features features;

  public CofferdamHttp(Platform platform, Door door, Features features) {
    this.platform = platform;
    this.door = door;
    this.features = features;
  }

  /**
   * What happens before any route: who calls, which org a path names, and whether it is too often.
   */
  public record Door(Authenticate authenticate, ResolveOrg resolveOrg, RateLimits rateLimits) {}

  /** What the routes call, feature by feature. */
  public record Features(
      IdentityUseCases identity,
      TenancyUseCases tenancy,
      VaultUseCases vault,
      KeyUseCases keys,
      RunUseCases runs,
      EventUseCases events,
      BillingUseCases billing,
      AuditUseCases audit) {}

  /** Ends streams before the server waits for its open exchanges. */
  private record StreamEnder(List<Followers> followers) implements LifeCycle.Listener {
    @Override
    public void lifeCycleStopping(LifeCycle part) {
      if (part instanceof Server) {
        followers.forEach(Followers::close);
      }
    }
  }

  /** Registers everything; {@code server} is the one that will serve {@code environment}. */
  public void install(Environment environment, ServerFactory server) {
    if (server instanceof AbstractServerFactory factory) {
      // Dropwizard's own mappers would answer some errors in another shape than RFC 9457's.
      factory.setRegisterDefaultExceptionMappers(false);
      factory.getGzipFilterFactory().setExcludedMimeTypes(Set.of("text/event-stream"));
    }
    List<Object> resources =
        Stream.of(
                features.identity().resources(platform.answers(), door.resolveOrg()),
                features.tenancy().resources(platform.answers()),
                features.vault().resources(platform.answers()),
                features.keys().resources(platform.answers()),
                features.runs().resources(platform),
                features.events().resources(platform),
                features.billing().resources(),
                features.audit().resources(platform),
                List.<Object>of(new HealthResource(environment.healthChecks())))
            .flatMap(List::stream)
            .toList();
    platform.install(
        environment, door.authenticate(), door.resolveOrg(), door.rateLimits(), resources);
    resources.forEach(environment.jersey()::register);
    DocsResource docs = DocsResource.load();
    environment.jersey().register(docs);
    environment.jersey().register(OpenApiResource.describing(resources, docs, platform.json()));
    environment
        .lifecycle()
        .addEventListener(
            new StreamEnder(List.of(features.runs().followers(), features.events().followers())));
  }
}
