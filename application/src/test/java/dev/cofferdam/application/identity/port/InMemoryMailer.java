package dev.cofferdam.application.identity.port;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps letters as long as the test runs. */
public final class InMemoryMailer implements Mailer {
  private final List<Letter> sent = new CopyOnWriteArrayList<>();

  @Override
  public void send(Letter letter) {
    sent.add(letter);
  }

  /** The letters so far, oldest first. */
  public List<Letter> sent() {
    return List.copyOf(sent);
  }
}
