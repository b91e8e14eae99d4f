package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.ids.OrgId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction under way, which belongs to one thread. */
final class OpenTransaction {
  private static final String ENTER = "select set_config('app.org', :org, true)";
  private static final String ENTER_SNAPSHOT =
      "set transaction isolation level repeatable read, read only; " + ENTER;

  private final Handle handle;
  private final boolean readOnly;
  private final Map<OrgId, OpenChange> changes = new HashMap<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<Runnable> afterEnd;
  private boolean begun;
  private boolean undone;
  private @Nullable OrgId org;
  private @Nullable OrgId orgOfServer;

  /**
   * @param afterEnd takes what is to be done when this is over
   */
  OpenTransaction(Handle handle, boolean readOnly, List<Runnable> afterEnd) {
    this.handle = handle;
    this.readOnly = readOnly;
    this.afterEnd = afterEnd;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  /** The connection, with the org set that the calling code is in. */
  Handle handle() {
    boolean first = !begun;
    begun = true;
    if ((first && readOnly) || !Objects.equals(org, orgOfServer)) {
      handle
          .createUpdate(first && readOnly ? ENTER_SNAPSHOT : ENTER)
          .bind("org", org == null ? "" : org.toString())
          .execute();
      orgOfServer = org;
    }
    return handle;
  }

  /** The connection as it stands, for who sets the org in one statement with others. */
  Handle bareHandle() {
    return handle;
  }

  /** Told by a statement that has set the org itself. */
  void serverIsIn(OrgId entered) {
    begun = true;
    orgOfServer = entered;
  }

  /** Does work inside an org, and is back in the one before afterwards. */
  <T> T in(OrgId entered, Supplier<T> work) {
    OrgId before = org;
    org = entered;
    try {
      return work.get();
    } finally {
      org = before;
    }
  }

  /** Does work as a part of this transaction: when it fails, the whole will be undone. */
  <T> T join(Supplier<T> work) {
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      undone |= !done;
    }
  }

  void requireWhole() {
    if (undone) {
      throw new IllegalStateException(
          "a part of this transaction failed, so the whole can't be committed");
    }
  }

  Optional<OpenChange> changeOf(OrgId changed) {
    return Optional.ofNullable(changes.get(changed));
  }

  void begin(OrgId changed, OpenChange change) {
    changes.put(changed, change);
  }

  void end(OrgId changed) {
    changes.remove(changed);
  }

  void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  void afterEnd(Runnable work) {
    afterEnd.add(work);
  }

  List<Runnable> afterCommit() {
    return List.copyOf(afterCommit);
  }
}
