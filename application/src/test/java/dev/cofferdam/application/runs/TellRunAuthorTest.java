package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.port.InMemoryLetterTemplates;
import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TellRunAuthorTest {
  private final RunsStage stage = new RunsStage();
  private final LetterBox letterBox =
      new LetterBox(
          new InMemoryLetterTemplates(),
          stage.world().letters(),
          stage.world().mutedTopics(),
          new InMemoryInstanceSealer(),
          stage.world().outbox(),
          stage.here.ids(),
          stage.here.clock());
  private final UserId ada = stage.ada.actor().user();
  private final TellRunAuthor teller =
      new TellRunAuthor(
          stage.world().ledger(),
          stage.world().users(),
          stage.world().orgs(),
          new LetterGuard(stage.world().attempts(), stage.here.clock()),
          letterBox);

  /** The letters of signing up. */
  private final int before = waiting();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void tellsWhoStartedItInWordsWhatHappened() {
    verify();
    teller.execute(event(EventType.RUN_FAILED, ada));
    teller.execute(event(EventType.RUN_TIMED_OUT, ada));
    teller.execute(event(EventType.RUN_ERROR, ada));
    assertThat(letters()).isEqualTo(3);
  }

  @Test
  void saysNothingOfWhatEndedWellAndOfWhatNoPersonOfTheOrgStarted() {
    verify();
    teller.execute(event(EventType.RUN_SUCCEEDED, ada));
    teller.execute(event(EventType.RUN_CANCELED, ada));
    teller.execute(event(EventType.RUN_CREATED, ada));
    teller.execute(event(EventType.RUN_FAILED, new UserId(stage.here.ids().next())));
    teller.execute(event(EventType.RUN_FAILED, stage.here.given().user()));
    assertThat(letters()).isZero();
  }

  @Test
  void writesToNoAddressThatNobodyHasShownToBeTheirs() {
    UserId bob = stage.here.unverified("Bob").actor().user();
    stage
        .world()
        .ledger()
        .change(
            Access.ofInstallation(stage.ada.org()),
            change -> {
              stage
                  .world()
                  .orgs()
                  .addMember(stage.ada.org(), bob, Role.MEMBER, stage.here.clock().instant());
              return bob;
            });
    int signingUp = letters();
    teller.execute(event(EventType.RUN_FAILED, bob));
    assertThat(letters()).isEqualTo(signingUp);
  }

  @Test
  void heedsWhoDoesNotWantIt() {
    verify();
    stage
        .world()
        .transactions()
        .required(
            () -> {
              stage.world().mutedTopics().replace(ada, Set.of(Topic.FAILED_RUNS));
              return ada;
            });
    teller.execute(event(EventType.RUN_FAILED, ada));
    assertThat(letters()).isZero();
  }

  @Test
  void fillsNobodysMailbox() {
    verify();
    for (int i = 0; i < 50; i++) {
      teller.execute(event(EventType.RUN_FAILED, ada));
    }
    assertThat(letters()).isEqualTo(5);
  }

  private void verify() {
    stage
        .world()
        .transactions()
        .required(
            () ->
                stage
                    .world()
                    .users()
                    .confirmEmail(
                        ada, stage.world().users().find(ada).orElseThrow().email().orElseThrow()));
  }

  private int letters() {
    return waiting() - before;
  }

  private int waiting() {
    return stage.world().outbox().waiting(LetterBox.WRITTEN).size();
  }

  private OrgEvent event(EventType type, UserId author) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", "1");
    data.put("status", "failed");
    return new OrgEvent(
        stage.ada.org(),
        1,
        new EventId(stage.here.ids().next()),
        stage.here.clock().instant(),
        "system",
        "runs",
        type.about(
            new Announcement.Audience(
                Optional.empty(), Optional.of(new ActorId(author.value())), false),
            data));
  }
}
