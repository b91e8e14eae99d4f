package dev.cofferdam.application.access.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Revocations} promise to the process that publishes. */
public abstract class RevocationsContract extends WorldContract {
  private final List<Revocation> heard = new ArrayList<>();
  private Revocations revocations;

  @BeforeEach
  public final void listen() {
    revocations = world.revocations(heard::add);
  }

  /** One of each. */
  public static List<Revocation> all() {
    SequentialIds ids = new SequentialIds();
    return List.of(
        new Revocation.OfSession(new SessionId(ids.next())),
        new Revocation.OfUser(new UserId(ids.next())),
        new Revocation.OfApiKey(new ApiKeyId(ids.next())),
        new Revocation.OfServiceToken(new ServiceTokenId(ids.next())),
        new Revocation.OfMember(new OrgId(ids.next()), new UserId(ids.next())),
        new Revocation.OfOrg(new OrgId(ids.next())));
  }

  @Test
  void areHeardHereWithTheCommitAndNotBefore() {
    transacting(
        () -> {
          all().forEach(revocations::publish);
          assertThat(heard).isEmpty();
        });
    assertThat(heard).hasSize(all().size());
  }

  @Test
  void areHeardAsTheyWerePublished() {
    List<Revocation> published = all();
    transacting(() -> published.forEach(revocations::publish));
    assertThat(heard).isEqualTo(published);
  }

  @Test
  void areNotHeardOfWhatWasUndone() {
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      revocations.publish(all().get(0));
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");
    assertThat(heard).isEmpty();
  }

  @Test
  void belongIntoATransaction() {
    assertThatThrownBy(() -> revocations.publish(all().get(0)))
        .isInstanceOf(IllegalStateException.class);
  }
}
