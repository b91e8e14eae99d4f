package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an org's events are carried out to. Addresses and secrets are kept sealed. Calls belong
 * into the org's {@link dev.cofferdam.application.audit.port.Ledger}.
 */
public interface WebhookStore {
  void add(WebhookEndpoint endpoint);

  /** Writes all of it anew. */
  void update(WebhookEndpoint endpoint);

  Optional<WebhookEndpoint> find(OrgId org, WebhookEndpointId id);

  /** Oldest first. */
  List<WebhookEndpoint> list(OrgId org, Optional<WebhookEndpointId> after, int limit);

  int count(OrgId org);

  /** Removes it with its deliveries; false when there is none. */
  boolean remove(OrgId org, WebhookEndpointId id);

  /**
   * Notes that it took something, or did not.
   *
   * @param failingSince the time of the failure, which is kept where it failed before; empty for a
   *     success
   */
  void noteHealth(OrgId org, WebhookEndpointId id, Optional<Instant> failingSince);

  /** Keeps where to call back when something has ended. */
  void addCallback(OrgId org, UUID subject, WebhookUrl url);

  /** Takes it out again: whoever gets it is the only one. */
  Optional<WebhookUrl> takeCallback(OrgId org, UUID subject);

  /** What the org's callbacks are signed with; empty where it has none yet. */
  Optional<SigningSecrets> callbackSecrets(OrgId org);

  /** Gives it these, unless it has some. */
  void addCallbackSecrets(OrgId org, SigningSecrets secrets);

  /** Gives it these in place of what it has. */
  void putCallbackSecrets(OrgId org, SigningSecrets secrets);
}
