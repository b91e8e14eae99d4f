package dev.cofferdam.application.audit;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Walks of long chains never take all that a process has. */
@Timeout(60)
final class VerifyAuditPlacesTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final SlowObjects slow = new SlowObjects(here.world().objects());
  private final VerifyAudit verify =
      new VerifyAudit(
          here.gatekeeper(),
          here.world().chainWalk(),
          new OutsideCheckpoints(slow, here.world().notary()),
          here.world().notary());

  @Test
  void refusesTheThirdUntilOneHasEnded() throws Exception {
    CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(this::isGood);
    CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(this::isGood);
    slow.bothThere.await();
    assertThat(codeOf(this::isGood)).isEqualTo("overloaded");
    slow.goOn.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(isGood()).isTrue();
  }

  private boolean isGood() {
    return verify
        .execute(ada.actor(), new VerifyAudit.Command(ada.org(), new VerifyAudit.Known.Nothing()))
        .chain()
        .ok();
  }

  /** Lists nothing until it may. */
  private static final class SlowObjects implements ObjectStore {
    private final ObjectStore objects;
    private final CountDownLatch bothThere = new CountDownLatch(2);
    private final CountDownLatch goOn = new CountDownLatch(1);

    SlowObjects(ObjectStore objects) {
      this.objects = objects;
    }

    @Override
    public List<ObjectKey> list(ObjectKey folder, Optional<ObjectKey> after, int limit) {
      bothThere.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return objects.list(folder, after, limit);
    }

    @Override
    public void put(ObjectKey key, InputStream content, long length) throws IOException {
      objects.put(key, content, length);
    }

    @Override
    public Optional<InputStream> get(ObjectKey key) {
      return objects.get(key);
    }

    @Override
    public void delete(ObjectKey key) {
      objects.delete(key);
    }

    @Override
    public boolean exists(ObjectKey key) {
      return objects.exists(key);
    }
  }
}
