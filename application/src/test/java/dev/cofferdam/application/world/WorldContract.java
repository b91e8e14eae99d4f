package dev.cofferdam.application.world;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.ids.OrgId;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of all storage ports have in common: a world, and hands to work in it. */
public abstract class WorldContract {
  /** Longer than anything here takes, in seconds: who waits this long waits for ever. */
  protected static final long PATIENCE_S = 60;

  protected ContractWorld world;
  protected Fixtures given;
  private final ExecutorService others = Executors.newCachedThreadPool();

  /** A world without a single row; asked for before each test. */
  protected abstract ContractWorld emptyWorld();

  @BeforeEach
  public final void enter() {
    world = emptyWorld();
    given = new Fixtures(world);
  }

  @AfterEach
  public final void leave() {
    others.shutdownNow();
  }

  /** Changes something of an org. */
  protected <T> T change(OrgId org, Supplier<T> work) {
    return world.ledger().change(Access.ofInstallation(org), change -> work.get());
  }

  protected void changing(OrgId org, Runnable work) {
    change(org, asSupplier(work));
  }

  /** Reads something of an org. */
  protected <T> T read(OrgId org, Supplier<T> work) {
    return world.ledger().read(Access.ofInstallation(org), work);
  }

  /** Writes without the org's ledger head. */
  protected <T> T append(OrgId org, Supplier<T> work) {
    return world.ledger().append(Access.ofInstallation(org), work);
  }

  protected void appending(OrgId org, Runnable work) {
    append(org, asSupplier(work));
  }

  protected <T> T inTransaction(Supplier<T> work) {
    return world.transactions().required(work);
  }

  protected void transacting(Runnable work) {
    inTransaction(asSupplier(work));
  }

  /** Does something on another thread at the same time. */
  protected <T> Future<T> elsewhere(Callable<T> work) {
    return others.submit(work);
  }

  /** What another thread came to. */
  protected static <T> T outcomeOf(Future<T> future) {
    try {
      return future.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the other thread did not come to its end", e);
    }
  }

  /** Does something on another thread, while this one waits. */
  protected <T> T outcomeElsewhere(Callable<T> work) {
    return outcomeOf(elsewhere(work));
  }

  private static Supplier<Boolean> asSupplier(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
  }
}
