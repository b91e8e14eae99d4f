package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.CredentialUses.Use;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes down when keys and tokens were last used. To be called every few seconds. */
public final class WriteCredentialUses {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Ledger ledger;
  private final CredentialUses uses;
  private final ApiKeyStore keys;
  private final ServiceTokenStore tokens;

  public WriteCredentialUses(
      Ledger ledger, CredentialUses uses, ApiKeyStore keys, ServiceTokenStore tokens) {
    this.ledger = ledger;
    this.uses = uses;
    this.keys = keys;
    this.tokens = tokens;
  }

  /**
   * What can't be written of one org keeps nobody else's from being, and is tried the next time.
   */
  public void execute() {
    Map<OrgId, List<Use>> byOrg =
        uses.take().stream()
            .collect(Collectors.groupingBy(use -> use.by().boundTo().orElseThrow()));
    RuntimeException failed = null;
    for (Map.Entry<OrgId, List<Use>> each : byOrg.entrySet()) {
      try {
        write(each.getKey(), each.getValue());
      } catch (RuntimeException e) {
        uses.putBack(each.getValue());
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void write(OrgId org, List<Use> used) {
    ledger.append(
        Access.ofInstallation(org),
        () -> {
          used.forEach(this::write);
          return org;
        });
  }

  private void write(Use use) {
    if (use.by() instanceof Actor.ByApiKey key) {
      keys.markUsed(key.org(), key.key(), use.at());
    } else if (use.by() instanceof Actor.ByServiceToken token) {
      tokens.markUsed(token.org(), token.token(), use.at());
    }
  }
}
