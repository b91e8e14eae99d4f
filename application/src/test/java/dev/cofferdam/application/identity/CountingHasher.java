package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.InMemoryPasswordHasher;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.Password;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers against what it was asked to check. */
final class CountingHasher implements PasswordHasher {
  private final PasswordHasher hasher = new InMemoryPasswordHasher();
  private final List<PasswordHash> checked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean busy;
  private Runnable afterNextCheck = () -> {};

  @Override
  public PasswordHash hash(Password password) {
    made.incrementAndGet();
    return hasher.hash(password);
  }

  @Override
  public boolean matches(Password password, PasswordHash hash) {
    if (busy) {
      throw Refusal.limited("too_many_logins", "busy");
    }
    checked.add(hash);
    boolean matches = hasher.matches(password, hash);
    Runnable meanwhile = afterNextCheck;
    afterNextCheck = () -> {};
    meanwhile.run();
    return matches;
  }

  @Override
  public PasswordHash decoy() {
    return hasher.decoy();
  }

  /** What happens while the next password is being looked at. */
  void afterNextCheck(Runnable meanwhile) {
    afterNextCheck = meanwhile;
  }

  /** Whether it refuses to check anything. */
  void setBusy(boolean busy) {
    this.busy = busy;
  }

  /** How many hashes of new passwords were made. */
  int made() {
    return made.get();
  }

  List<PasswordHash> checked() {
    return List.copyOf(checked);
  }
}
