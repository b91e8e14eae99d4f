package dev.cofferdam.application.access.port;

/**
 * Tells every process that rights have changed. Processes remember credentials and roles; a use
 * case that ends or changes one says so here, in the transaction that does it.
 */
public interface Revocations {
  /**
   * Tells this process when the thread's transaction has been committed, before its caller goes on,
   * and all others with the commit. A transaction that is undone tells nobody.
   *
   * @throws IllegalStateException when the thread has no transaction
   */
  void publish(Revocation revocation);
}
