package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import dev.cofferdam.domain.runs.ArtifactName;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a path are. A slug or an id that can't be anything's is read as the id that
 * nothing has, so that it is refused by the very same line as another tenant's.
 */
final class PathTypes implements ParamConverterProvider {
  private static final UUID NOBODYS = new UUID(0, 0);

  private final Map<Class<?>, Function<String, Object>> parsers;

  PathTypes(ResolveOrg resolveOrg) {
    parsers =
        Map.ofEntries(
            parser(OrgId.class, slugOrId -> org(resolveOrg, slugOrId)),
            parser(ApiKeyId.class, id -> ApiKeyId.parse(id).orElse(new ApiKeyId(NOBODYS))),
            parser(
                ServiceTokenId.class,
                id -> ServiceTokenId.parse(id).orElse(new ServiceTokenId(NOBODYS))),
            parser(SessionId.class, id -> SessionId.parse(id).orElse(new SessionId(NOBODYS))),
            parser(
                InvitationId.class, id -> InvitationId.parse(id).orElse(new InvitationId(NOBODYS))),
            parser(
                KeyRotationId.class,
                id -> KeyRotationId.parse(id).orElse(new KeyRotationId(NOBODYS))),
            parser(RunId.class, id -> RunId.parse(id).orElse(new RunId(NOBODYS))),
            parser(
                WebhookEndpointId.class,
                id -> WebhookEndpointId.parse(id).orElse(new WebhookEndpointId(NOBODYS))),
            parser(DeliveryId.class, id -> DeliveryId.parse(id).orElse(new DeliveryId(NOBODYS))),
            parser(UserId.class, id -> UserId.parse(id).orElse(new UserId(NOBODYS))),
            parser(ArtifactName.class, ArtifactName::new),
            parser(ProjectName.class, ProjectName::new),
            parser(EnvironmentName.class, EnvironmentName::new),
            parser(SecretName.class, SecretName::new));
  }

  private static Map.Entry<Class<?>, Function<String, Object>> parser(
      Class<?> type, Function<String, Object> parse) {
    return Map.entry(type, parse);
  }

  private static OrgId org(ResolveOrg resolveOrg, String slugOrId) {
    try {
      return resolveOrg.execute(slugOrId);
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.NOT_FOUND) {
        return new OrgId(NOBODYS);
      }
      throw refused;
    }
  }

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    Function<String, Object> parse = parsers.get(type);
    return parse == null ? null : new PathPart<>(type, parse);
  }

  private record PathPart<T>(Class<T> type, Function<String, Object> parse)
      implements ParamConverter<T> {
    @Override
    public T fromString(String value) {
      return type.cast(parse.apply(value));
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }
}
