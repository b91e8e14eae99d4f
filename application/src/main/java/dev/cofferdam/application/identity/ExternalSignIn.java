package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.ExternalToken;
import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.application.identity.port.ExternalTokens;
import dev.cofferdam.application.identity.port.ExternalUserStore;
import dev.cofferdam.application.identity.port.ExternalUserStore.Known;
import dev.cofferdam.application.identity.port.Newcomers;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.util.Set;

/**
 * Knows people by the tokens of other issuers, and makes them users when it sees them first. Who
 * somebody is follows from issuer and subject alone: the same e-mail address from two issuers, or
 * here, is two users.
 */
public final class ExternalSignIn {
  private final Transactions transactions;
  private final ExternalTokens tokens;
  private final ExternalUserStore users;
  private final RightsCache remembered;
  private final Newcomers newcomers;
  private final IdSource ids;
  private final Clock clock;

  public ExternalSignIn(
      Transactions transactions,
      ExternalTokens tokens,
      ExternalUserStore users,
      RightsCache remembered,
      Newcomers newcomers,
      IdSource ids,
      Clock clock) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.users = users;
    this.remembered = remembered;
    this.newcomers = newcomers;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether a token claims to be of an issuer that is trusted. */
  boolean takes(String token) {
    return tokens.claimedIssuer(token).isPresent();
  }

  /**
   * @throws Refusal {@code invalid_token}, {@code expired_token}, {@code issuer_unavailable}
   */
  Actor.ByIssuer actorOf(String token, Actor.Origin origin) {
    ExternalToken verified = tokens.verify(token, ExternalTokens.Use.SIGN_IN);
    Said said = new Said(verified.identity(), verified.profile());
    UserId user =
        remembered.find(said, UserId.class).orElseGet(() -> userOf(said, verified, origin));
    return new Actor.ByIssuer(user, verified.identity().issuer(), origin);
  }

  /** Asks the store, in one round trip for whom it knows. */
  private UserId userOf(Said said, ExternalToken verified, Actor.Origin origin) {
    RightsCache.Look look = remembered.look();
    Known known =
        users
            .meet(said.identity(), said.profile(), verified.issuedAt())
            .filter(Known::isSettled)
            .orElseGet(() -> transactions.required(() -> makeUser(verified, origin)));
    if (known.removed()) {
      throw Refusal.unauthenticated("invalid_token", "This token is not valid.");
    }
    remembered.keep(look, said, known.user(), Set.of(new Revocation.OfUser(known.user())));
    return known.user();
  }

  /** What a user is remembered by: who says something else is to be looked at again. */
  private record Said(ExternalIdentity identity, Profile profile) {}

  /** Makes somebody a user whom nobody has told of, and welcomes who comes for the first time. */
  private Known makeUser(ExternalToken token, Actor.Origin origin) {
    ExternalIdentity identity = token.identity();
    Profile profile = token.profile();
    User user =
        new User(
            new UserId(ids.next()),
            profile.email(),
            profile.callName(),
            profile.emailVerified(),
            clock.instant());
    users.add(identity, user, token.issuedAt());
    Known known = users.meet(identity, profile, token.issuedAt()).orElseThrow();
    if (!known.removed()) {
      Actor.ByIssuer newcomer = new Actor.ByIssuer(known.user(), identity.issuer(), origin);
      users.welcome(identity).ifPresent(name -> newcomers.welcome(newcomer, name));
    }
    return known;
  }
}
