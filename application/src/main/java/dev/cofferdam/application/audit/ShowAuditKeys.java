package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import java.util.List;

/** Shows the public keys that checkpoints and anchors are checked with. */
public final class ShowAuditKeys {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Notary notary;

  public ShowAuditKeys(Notary notary) {
    this.notary = notary;
  }

  public List<Notary.PublicKey> execute(Actor actor) {
    return notary.keys();
  }
}
