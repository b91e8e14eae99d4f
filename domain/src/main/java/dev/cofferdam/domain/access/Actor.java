package dev.cofferdam.domain.access;

import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RequestId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who acts, by which credential, and from where. */
public sealed interface Actor {
  /** Somebody without a credential. */
  record Anonymous(Origin origin) implements Actor {
    @Override
    public String kind() {
      return "anonymous";
    }

    @Override
    public String id() {
      return "";
    }
  }

  /** A person, by something that stands for all that they are. */
  sealed interface Person extends Actor {
    UserId user();

    @Override
    default String kind() {
      return "user";
    }

    @Override
    default String id() {
      return user().toString();
    }
  }

  /** A user with a session of their own. */
  record SignedIn(UserId user, SessionId session, Origin origin) implements Person {}

  /**
   * A user whom another issuer vouches for.
   *
   * @param issuer as in the token's {@code iss}
   */
  record ByIssuer(UserId user, String issuer, Origin origin) implements Person {}

  /**
   * A user's API key: the user in one org, as far as the scopes go.
   *
   * @param expiresAt when the key ends; empty for never
   */
  record ByApiKey(
      ApiKeyId key,
      UserId user,
      OrgId org,
      Set<Scope> scopes,
      Optional<Instant> expiresAt,
      Origin origin)
      implements Actor {
    /** By a key that never ends. */
    public ByApiKey(ApiKeyId key, UserId user, OrgId org, Set<Scope> scopes, Origin origin) {
      this(key, user, org, scopes, Optional.empty(), origin);
    }

    public ByApiKey {
      Objects.requireNonNull(user, "user");
      scopes = Set.copyOf(scopes);
    }

    @Override
    public String kind() {
      return "api_key";
    }

    @Override
    public String id() {
      return key.toString();
    }
  }

  /**
   * An org's service token.
   *
   * @param expiresAt when what was shown ends, be it the token itself or a short one of it
   */
  record ByServiceToken(
      ServiceTokenId token, OrgId org, TokenGrant grant, Optional<Instant> expiresAt, Origin origin)
      implements Actor {
    /** By a token that never ends. */
    public ByServiceToken(ServiceTokenId token, OrgId org, TokenGrant grant, Origin origin) {
      this(token, org, grant, Optional.empty(), origin);
    }

    @Override
    public String kind() {
      return "service_token";
    }

    @Override
    public String id() {
      return token.toString();
    }
  }

  /** The installation itself; {@code part} says which of its parts, such as {@code runs}. */
  record Installation(String part, Origin origin) implements Actor {
    @Override
    public String kind() {
      return "system";
    }

    @Override
    public String id() {
      return part;
    }
  }

  Origin origin();

  /** The word for the kind of actor in the audit trail. */
  String kind();

  /** The actor's id in the audit trail: ids and part names alone, never personal data. */
  String id();

  /** The person behind the credential; empty where it is nobody's in particular. */
  default Optional<UserId> person() {
    if (this instanceof Person person) {
      return Optional.of(person.user());
    }
    return this instanceof ByApiKey key ? Optional.of(key.user()) : Optional.empty();
  }

  /** The one org that the credential belongs to; empty where it holds for all orgs of a person. */
  default Optional<OrgId> boundTo() {
    if (this instanceof ByApiKey key) {
      return Optional.of(key.org());
    }
    return this instanceof ByServiceToken token ? Optional.of(token.org()) : Optional.empty();
  }

  /**
   * Whose work it is that this actor does: the person's, or the service token's.
   *
   * @throws Refusal {@code unauthenticated} for who has no credential
   */
  default ActorId author() {
    if (this instanceof ByServiceToken token) {
      return new ActorId(token.token().value());
    }
    return person().map(user -> new ActorId(user.value())).orElseThrow(Actor::noCredential);
  }

  /**
   * The person who acts in person, as {@link Permission#SELF} asks for.
   *
   * @throws Refusal {@code unauthenticated} without a credential, {@code forbidden} for keys and
   *     tokens
   */
  default UserId requirePerson() {
    return inPerson().user();
  }

  /**
   * The same, as the actor that they are.
   *
   * @throws Refusal {@code unauthenticated} without a credential, {@code forbidden} for keys and
   *     tokens
   */
  default Person inPerson() {
    if (this instanceof Person person) {
      return person;
    }
    if (this instanceof Anonymous) {
      throw noCredential();
    }
    throw Refusal.forbidden(
        "This needs a person who has signed in: keys and tokens may not do it.");
  }

  private static Refusal noCredential() {
    return Refusal.unauthenticated("unauthenticated", "This needs a credential.");
  }

  /**
   * Where a request came from.
   *
   * @param ip the caller's address; empty for what the installation does by itself
   * @param userAgent what the caller's program calls itself (RFC 9110, section 10.1.5): anything
   */
  record Origin(Optional<String> ip, Optional<RequestId> request, Optional<String> userAgent) {
    public static final Origin INSIDE = new Origin(Optional.empty(), Optional.empty());

    public Origin(Optional<String> ip, Optional<RequestId> request) {
      this(ip, request, Optional.empty());
    }
  }
}
