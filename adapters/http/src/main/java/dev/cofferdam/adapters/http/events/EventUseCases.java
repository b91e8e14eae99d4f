package dev.cofferdam.adapters.http.events;

import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.adapters.http.platform.SseFrame;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.application.events.port.EventBell;
import java.time.Clock;
import java.util.List;

/**
 * What this feature's routes call.
 *
 * @param followers closed by who made them
 */
public record EventUseCases(
    ReadEvents readEvents, EventBell bell, Followers followers, Clock clock) {
  public List<Object> resources(Platform platform) {
    EventFollower.Sources sources = new EventFollower.Sources(readEvents, bell, clock);
    return List.of(new EventResource(sources, followers, new SseFrame(platform.json())));
  }
}
