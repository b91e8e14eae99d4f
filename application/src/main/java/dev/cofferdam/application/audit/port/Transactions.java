package dev.cofferdam.application.audit.port;

import java.util.function.Supplier;

/**
 * The unit of what happens wholly or not at all. Stores take part in the transaction of the calling
 * thread; outside of one they refuse to write.
 */
public interface Transactions {
  /**
   * Runs {@code work} in the thread's transaction, or in a new one that ends with it; an exception
   * undoes everything.
   */
  <T> T required(Supplier<T> work);

  /**
   * Runs {@code work} when the thread's transaction has been committed, and never when it was
   * undone.
   */
  void afterCommit(Runnable work);

  /**
   * Runs {@code work} when the thread's transaction is over, whether it was committed or undone,
   * and before its caller goes on; at once when the thread has none.
   */
  void afterEnd(Runnable work);
}
