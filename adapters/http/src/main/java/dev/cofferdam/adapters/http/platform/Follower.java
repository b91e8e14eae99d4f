package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows a feed. It holds no thread: it works for a moment when the feed's bell
 * rings, when it is time to look by itself, or when the client can take more, and it never waits
 * for the client.
 */
final class Follower implements WriteListener, AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** While the bell tells what is new, a look is made only so often: rights may have ended. */
  private static final long LOOK_WITH_BELL_MS = 750;

  private final Followers followers;
  private final AsyncContext exchange;
  private final ServletOutputStream out;
  private final LiveFeed feed;
  private final SseFrame frames;

  /** Wakes that came since the work began: only one thread works at a time, and no wake is lost. */
  private final AtomicInteger wakes = new AtomicInteger();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean rung = new AtomicBoolean();
  private volatile boolean bellTells;
  private volatile @Nullable Runnable listening;
  private volatile @Nullable Future<?> looking;
  private int looks;
  private boolean greeted;
  private boolean flushDue;
  private boolean done;
  private long quietSince = System.nanoTime();

  Follower(
      Followers followers,
      AsyncContext exchange,
      ServletOutputStream out,
      LiveFeed feed,
      SseFrame frames) {
    this.followers = followers;
    this.exchange = exchange;
    this.out = out;
    this.feed = feed;
    this.frames = frames;
  }

  @Override
  public void onWritePossible() {
    if (listening == null) {
      long look = followers.pace().look().toMillis();
      listening = feed.listen(this::onBell);
      looking =
          followers.workers().scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    }
    wake();
  }

  private void onBell() {
    rung.set(true);
    wake();
  }

  private void look() {
    long every = Math.max(1, LOOK_WITH_BELL_MS / followers.pace().look().toMillis());
    if (!bellTells || ++looks % every == 0) {
      wake();
    }
  }

  private void wake() {
    if (!closed.get() && wakes.getAndIncrement() == 0) {
      followers.workers().execute(this::work);
    }
  }

  private void work() {
    int seen;
    do {
      seen = wakes.get();
      try {
        writeWhatIsNew();
      } catch (IOException clientGone) {
        close();
      } catch (IllegalStateException overMeanwhile) {
        // The container, or a stopping server, ended the exchange between two of our steps.
        close();
      }
    } while (!closed.get() && wakes.addAndGet(-seen) != 0);
  }

  private void writeWhatIsNew() throws IOException {
    while (!closed.get() && out.isReady()) {
      if (flushDue) {
        flushDue = false;
        out.flush();
      } else if (done) {
        close();
      } else {
        Optional<byte[]> frame = nextFrame();
        if (frame.isEmpty()) {
          return;
        }
        out.write(frame.get());
        flushDue = true;
      }
    }
  }

  OrgId org() {
    return feed.org();
  }

  private Optional<byte[]> nextFrame() {
    long now = System.nanoTime();
    Optional<byte[]> frame = greeted ? nextEvent() : Optional.of(frames.hello());
    greeted = true;
    if (frame.isEmpty() && now - quietSince >= followers.pace().quiet().toNanos()) {
      frame = Optional.of(frames.comment());
    }
    if (frame.isPresent()) {
      quietSince = now;
    }
    return frame;
  }

  private Optional<byte[]> nextEvent() {
    try {
      Optional<byte[]> event = feed.next();
      if (event.isPresent()) {
        bellTells = rung.getAndSet(false);
        done = feed.ended();
      }
      return event;
    } catch (Refusal refusal) {
      done = true;
      return Optional.of(frames.error(refusal.code(), refusal.detail()));
    } catch (RuntimeException mistake) {
      LOG.error("A feed can't be followed any more", mistake);
      done = true;
      return Optional.of(frames.error("stream_broken", "Come back with the id of the last event."));
    }
  }

  /** Ends the stream; a second time does nothing. */
  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Runnable stopListening = listening;
    if (stopListening != null) {
      stopListening.run();
    }
    Future<?> ticking = looking;
    if (ticking != null) {
      ticking.cancel(false);
    }
    followers.left(this);
    try {
      exchange.complete();
    } catch (IllegalStateException alreadyOver) {
      LOG.debug("The exchange was over already");
    }
  }

  @Override
  public void onError(Throwable clientGone) {
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The exchange is never started anew.
  }
}
