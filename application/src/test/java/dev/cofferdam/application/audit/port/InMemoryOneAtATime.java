package dev.cofferdam.application.audit.port;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what is being done. */
public final class InMemoryOneAtATime implements OneAtATime {
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  @Override
  public boolean run(String name, Runnable work) {
    if (!underWay.add(name)) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      underWay.remove(name);
    }
  }
}
