package dev.cofferdam.domain.access;

import dev.cofferdam.domain.ids.RequestId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;

/** Who acts, and from where. */
public sealed interface Actor {
  /** Somebody without a credential. */
  record Anonymous(Origin origin) implements Actor {}

  /** A user with a session of their own. */
  record SignedIn(UserId user, SessionId session, Origin origin) implements Actor {}

  /** The installation itself; {@code part} says which of its parts, such as {@code runs}. */
  record Installation(String part, Origin origin) implements Actor {}

  Origin origin();

  /** The word for the kind of actor in the audit trail. */
  default String kind() {
    if (this instanceof SignedIn) {
      return "user";
    }
    return this instanceof Installation ? "system" : "anonymous";
  }

  /** The actor's id in the audit trail: ids and part names alone, never personal data. */
  default String id() {
    if (this instanceof SignedIn signedIn) {
      return signedIn.user().toString();
    }
    return this instanceof Installation inside ? inside.part() : "";
  }

  /**
   * The user behind this actor.
   *
   * @throws Refusal {@code unauthenticated} when there is none
   */
  default UserId requireUser() {
    if (this instanceof SignedIn signedIn) {
      return signedIn.user();
    }
    throw Refusal.unauthenticated("unauthenticated", "This needs a credential.");
  }

  /**
   * Where a request came from.
   *
   * @param ip the caller's address; empty for what the installation does by itself
   */
  record Origin(Optional<String> ip, Optional<RequestId> request) {
    public static final Origin INSIDE = new Origin(Optional.empty(), Optional.empty());
  }
}
