package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows API keys and service tokens. What can't be one is refused without asking anybody; one that
 * isn't remembered costs one round trip. Expiry and address are looked at with each use, and are an
 * entry in the org's audit trail where they refuse.
 */
public final class KeySignIn {
  private final OpaqueTokens opaque;
  private final Stores stores;
  private final RightsCache remembered;
  private final RefusalTrail trail;
  private final CredentialUses uses;
  private final Clock clock;

  public KeySignIn(
      OpaqueTokens opaque,
      Stores stores,
      RightsCache remembered,
      RefusalTrail trail,
      CredentialUses uses,
      Clock clock) {
    this.opaque = opaque;
    this.stores = stores;
    this.remembered = remembered;
    this.trail = trail;
    this.uses = uses;
    this.clock = clock;
  }

  /** Where keys and tokens are. */
  public record Stores(ApiKeyStore keys, ServiceTokenStore tokens) {}

  /** Whether a credential claims to be a key or a token. */
  boolean takes(String credential) {
    return credential.startsWith(Kind.API_KEY.prefix())
        || credential.startsWith(Kind.SERVICE_TOKEN.prefix());
  }

  /**
   * @throws Refusal {@code invalid_token}, {@code expired_token}, {@code address_not_allowed}
   */
  Actor actorOf(String credential, Actor.Origin origin) {
    if (credential.startsWith(Kind.API_KEY.prefix())) {
      ApiKey key = keyOf(hash(Kind.API_KEY, credential)).orElseThrow(KeySignIn::unknown);
      return admit(key.actor(origin), key.org(), key.life(), true);
    }
    ServiceToken token =
        tokenOf(hash(Kind.SERVICE_TOKEN, credential)).orElseThrow(KeySignIn::unknown);
    return admit(token.actor(origin), token.org(), token.life(), token.isAllowedFrom(origin));
  }

  private TokenHash hash(Kind kind, String credential) {
    try {
      return opaque.hash(kind, credential);
    } catch (Refusal malformed) {
      throw unknown();
    }
  }

  private Optional<ApiKey> keyOf(TokenHash hash) {
    Optional<ApiKey> known = remembered.find(hash, ApiKey.class);
    if (known.isPresent()) {
      return known;
    }
    RightsCache.Look look = remembered.look();
    Optional<ApiKey> found = stores.keys().findByToken(hash);
    found.ifPresent(
        key ->
            remembered.keep(
                look,
                hash,
                key,
                Set.of(
                    new Revocation.OfApiKey(key.id()),
                    new Revocation.OfMember(key.org(), key.user()),
                    new Revocation.OfUser(key.user()),
                    new Revocation.OfOrg(key.org()))));
    return found;
  }

  private Optional<ServiceToken> tokenOf(TokenHash hash) {
    Optional<ServiceToken> known = remembered.find(hash, ServiceToken.class);
    if (known.isPresent()) {
      return known;
    }
    RightsCache.Look look = remembered.look();
    Optional<ServiceToken> found = stores.tokens().findByToken(hash);
    found.ifPresent(
        token ->
            remembered.keep(
                look,
                hash,
                token,
                Set.of(
                    new Revocation.OfServiceToken(token.id()), new Revocation.OfOrg(token.org()))));
    return found;
  }

  private Actor admit(Actor actor, OrgId org, CredentialLife life, boolean fromAllowedAddress) {
    if (life.isOverAt(clock.instant())) {
      tell(actor, org, "use_expired");
      throw Refusal.unauthenticated("expired_token", "This credential has expired.");
    }
    if (!fromAllowedAddress) {
      tell(actor, org, "use_elsewhere");
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "address_not_allowed",
          "This service token may not be used from this address.",
          List.of());
    }
    uses.note(actor);
    return actor;
  }

  private void tell(Actor actor, OrgId org, String what) {
    trail.refused(actor, org, actor.kind() + "." + what, actor.kind() + ":" + actor.id());
  }

  private static Refusal unknown() {
    return Refusal.unauthenticated("invalid_token", "This credential is not valid.");
  }
}
