package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.ProjectStore.Label;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists an org's service tokens, the oldest first. */
public final class ListServiceTokens {
  public static final Permission NEEDS = Permission.SERVICE_TOKEN_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final ServiceTokenStore tokens;
  private final ProjectStore projects;

  public ListServiceTokens(
      Gatekeeper gatekeeper, Ledger ledger, ServiceTokenStore tokens, ProjectStore projects) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.tokens = tokens;
    this.projects = projects;
  }

  /**
   * @param after the id that the page starts behind; empty for the first page
   */
  public record Command(OrgId org, Optional<ServiceTokenId> after, int limit) {}

  public List<ShownServiceToken> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(access, () -> shown(command));
  }

  private List<ShownServiceToken> shown(Command command) {
    List<ServiceToken> found = tokens.list(command.org(), command.after(), command.limit());
    Set<EnvironmentId> reached =
        found.stream()
            .flatMap(token -> token.grant().environments().stream())
            .collect(Collectors.toSet());
    Map<EnvironmentId, Label> labels = projects.labels(command.org(), reached);
    return found.stream().map(token -> named(token, labels)).toList();
  }

  private static ShownServiceToken named(ServiceToken token, Map<EnvironmentId, Label> labels) {
    List<Label> own =
        token.grant().environments().stream()
            .flatMap(id -> Stream.ofNullable(labels.get(id)))
            .toList();
    return new ShownServiceToken(
        token, own.get(0).project(), own.stream().map(Label::environment).toList());
  }
}
