package dev.cofferdam.app.bench;

import java.io.IOException;

/**
 * What a credential costs when it is checked for the first time: an audited read with the token of
 * a session that the server has not seen, and the same once more, by one connection.
 */
final class CredentialBench {
  private static final int WARMUP = 10;
  private static final int SESSIONS = 60;

  private final BenchTenant tenant;

  CredentialBench(BenchTenant tenant) {
    this.tenant = tenant;
  }

  /** Whole requests, in milliseconds. */
  record Checks(Sample cold, Sample warm) {}

  Checks measure() throws IOException, InterruptedException {
    ask(WARMUP);
    return ask(SESSIONS);
  }

  private Checks ask(int sessions) throws IOException, InterruptedException {
    Checks checks = new Checks(new Sample(), new Sample());
    try (HttpAsker asker = HttpAsker.connect(tenant.port())) {
      for (int i = 0; i < sessions; i++) {
        HttpAsker.Request request = tenant.revealWith(tenant.anotherSession());
        // What logging in has left to do is not to be measured with it.
        asker.ask(tenant.reveal());
        addTime(checks.cold(), asker, request);
        addTime(checks.warm(), asker, request);
      }
    }
    return checks;
  }

  private static void addTime(Sample sample, HttpAsker asker, HttpAsker.Request request)
      throws IOException {
    long began = System.nanoTime();
    asker.ask(request);
    sample.addSince(began);
  }
}
