package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was asked for, as words such as {@code launch <id>}. */
public final class InMemoryInvitationTimers implements InvitationTimers {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  /** From now on nothing can be started. */
  public void goAway() {
    away = true;
  }

  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void launch(OrgId org, InvitationId id) {
    ask("launch", id);
  }

  @Override
  public void renew(OrgId org, InvitationId id) {
    ask("renew", id);
  }

  @Override
  public void end(InvitationId id) {
    ask("end", id);
  }

  private void ask(String what, InvitationId id) {
    if (away) {
      throw new IllegalStateException("Temporal is away");
    }
    asked.add(what + " " + id);
  }
}
