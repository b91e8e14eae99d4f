package dev.cofferdam.application.events;

import dev.cofferdam.application.events.port.WebhookSender;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.OrgId;
import java.util.UUID;

/**
 * Where those who start something want to be called back when it has ended, once. {@link
 * CarryOutEvent} does it, with the event that tells the end.
 */
public final class Callbacks {
  private final WebhookStore store;
  private final WebhookSender sender;

  public Callbacks(WebhookStore store, WebhookSender sender) {
    this.store = store;
    this.sender = sender;
  }

  /**
   * @throws Refusal {@code invalid_field} for {@code callback_url} that can't be sent to
   */
  public void requireReachable(WebhookUrl url) {
    sender
        .objection(url)
        .ifPresent(
            objection -> {
              throw Refusal.invalid("callback_url", objection);
            });
  }

  /** In the thread's transaction of the org. */
  public void remember(OrgId org, UUID subject, WebhookUrl url) {
    store.addCallback(org, subject, url);
  }
}
