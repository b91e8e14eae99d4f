package dev.cofferdam.adapters.http.events;

import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.application.events.ChangeWebhookEndpoint;
import dev.cofferdam.application.events.CreateWebhookEndpoint;
import dev.cofferdam.application.events.DeleteWebhookEndpoint;
import dev.cofferdam.application.events.ListDeliveries;
import dev.cofferdam.application.events.ListWebhookEndpoints;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.application.events.ReplayDelivery;
import dev.cofferdam.application.events.RotateWebhookSecret;
import dev.cofferdam.application.events.ShowWebhookEndpoint;
import dev.cofferdam.application.events.TestWebhookEndpoint;
import dev.cofferdam.application.events.port.EventBell;
import java.time.Clock;
import java.util.List;

/**
 * What this feature's routes call.
 *
 * @param followers closed by who made them
 */
public record EventUseCases(
    ReadEvents readEvents, EventBell bell, Followers followers, Webhooks webhooks, Clock clock) {

  /** What is done with webhook endpoints and deliveries. */
  public record Webhooks(
      CreateWebhookEndpoint create,
      ListWebhookEndpoints list,
      ShowWebhookEndpoint show,
      ChangeWebhookEndpoint change,
      DeleteWebhookEndpoint delete,
      RotateWebhookSecret rotate,
      TestWebhookEndpoint test,
      ListDeliveries deliveries,
      ReplayDelivery replay) {}

  public List<Object> resources(Platform platform) {
    EventFollower.Sources sources = new EventFollower.Sources(readEvents, bell, clock);
    return List.of(
        new EventResource(sources, followers, new SseFrame(platform.json())),
        new WebhookEndpointResource(webhooks, platform.answers()),
        new DeliveryResource(webhooks, platform.answers()),
        new CallbackResource(webhooks, platform.answers()));
  }
}
