package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.InMemoryRevocations;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.SessionId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session is asked for once, and not gone on by once it has ended. */
final class LiveSessionsTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final AtomicLong now = new AtomicLong();
  private final RightsCache rights = new RightsCache(10, now::get);
  private final InMemoryRevocations revocations = here.world().revocations(rights::forget);
  private final Member ada = here.member("Ada");
  private final SessionStore sessions = here.world().sessions();
  private final LiveSessions live = new LiveSessions(sessions, rights, here.clock());

  private final Authenticate authenticate =
      new Authenticate(here.accessTokens(), live, here.keySignIn(), here.externalSignIn());

  @BeforeEach
  void hear() {
    rights.heard(now.get());
  }

  @Test
  void isAskedForOnce() {
    assertThat(isLive()).isTrue();
    endSilently();
    assertThat(isLive()).as("nobody was told").isTrue();
    now.addAndGet(RightsCache.FRESH.toNanos());
    assertThat(isLive()).as("nobody would have been heard for a second").isFalse();
  }

  @Test
  void endsWithTheNextRequestWhenItIsEnded() {
    assertThat(actor()).isEqualTo(ada.actor());
    new EndSession(here.world().transactions(), sessions, revocations, here.clock())
        .execute(ada.actor(), ada.actor().session());
    assertThat(codeOf(this::actor)).isEqualTo("invalid_token");
  }

  @Test
  void endsWithAllThatItsPersonSignedInWith() {
    assertThat(isLive()).isTrue();
    endSilently();
    rights.forget(new Revocation.OfUser(ada.actor().user()));
    assertThat(isLive()).isFalse();
  }

  @Test
  void isAskedForAgainWhenItWasNotLive() {
    AccessTokens.Claims later =
        new AccessTokens.Claims(
            ada.actor().user(), new SessionId(here.ids().next()), here.clock().instant());
    assertThat(live.isLive(later)).isFalse();
    assertThat(rights.find(later.session(), Boolean.class)).isEmpty();
  }

  private boolean isLive() {
    return live.isLive(claims());
  }

  private AccessTokens.Claims claims() {
    return new AccessTokens.Claims(
        ada.actor().user(), ada.actor().session(), here.clock().instant());
  }

  private Actor actor() {
    return authenticate.execute(
        new Authenticate.Command(here.accessTokens().issue(claims()), Actor.Origin.INSIDE));
  }

  private void endSilently() {
    here.world()
        .transactions()
        .required(
            () -> {
              sessions.revoke(ada.actor().session(), here.clock().instant());
              return ada;
            });
  }
}
