package dev.cofferdam.application.events;

import dev.cofferdam.application.events.port.EventBell;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bell of one process. It remembers an org for as long as somebody listens, and no longer. */
public final class LocalEventBell implements EventBell {
  private final ConcurrentMap<OrgId, Map<Object, Runnable>> listeners = new ConcurrentHashMap<>();

  @Override
  public void ring(OrgId org) {
    listeners.getOrDefault(org, Map.of()).values().forEach(Runnable::run);
  }

  @Override
  public Runnable listen(OrgId org, Runnable wake) {
    Object place = new Object();
    listeners.compute(
        org,
        (id, waiting) -> {
          Map<Object, Runnable> all = waiting == null ? new ConcurrentHashMap<>() : waiting;
          all.put(place, wake);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            org,
            (id, waiting) -> {
              waiting.remove(place);
              return waiting.isEmpty() ? null : waiting;
            });
  }
}
