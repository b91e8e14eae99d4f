package dev.cofferdam.application.audit.port;

/** Keeps several processes from doing the same work at the same time. */
public interface OneAtATime {
  /**
   * Does the work, unless somebody else of this installation is doing work of that name. Who dies
   * holds nobody up.
   *
   * @return whether it was done
   */
  boolean run(String name, Runnable work);
}
