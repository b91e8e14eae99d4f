package dev.cofferdam.application.audit;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
          here.world().rowWalk(here.sealer()),
          new OutsideCheckpoints(slow, here.world().notary()),
          here.world().notary());

  @Test
  void refusesOneMoreUntilOneHasEnded() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(VerifyAudit.AT_ONCE);
    List<Future<Boolean>> walks = new ArrayList<>();
    for (int i = 0; i < VerifyAudit.AT_ONCE; i++) {
      walks.add(threads.submit(this::isGood));
    }
    slow.allThere.await();
    assertThat(codeOf(this::isGood)).isEqualTo("overloaded");
    slow.goOn.countDown();
    for (Future<Boolean> walk : walks) {
      assertThat(walk.get(30, TimeUnit.SECONDS)).isTrue();
    }
    threads.shutdown();
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
    private final CountDownLatch allThere = new CountDownLatch(VerifyAudit.AT_ONCE);
    private final CountDownLatch goOn = new CountDownLatch(1);

    SlowObjects(ObjectStore objects) {
      this.objects = objects;
    }

    @Override
    public List<ObjectKey> list(ObjectKey folder, Optional<ObjectKey> after, int limit) {
      allThere.countDown();
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
