package dev.cofferdam.application.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.identity.port.InMemoryLetterTemplates;
import dev.cofferdam.application.identity.port.InMemoryMailer;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.LetterStore.SealedLetter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.LetterId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SendLetterTest {
  private static final EmailAddress TO = EmailAddress.parse("søren@example.org");
  private static final LetterContent CONTENT =
      new LetterContent.EmailChanged(PersonName.parse("Søren 🚀"), TO, java.time.Instant.EPOCH);
  private static final Letter LETTER = new InMemoryLetterTemplates().write(TO, CONTENT);

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final InMemoryInstanceSealer sealer = new InMemoryInstanceSealer();
  private final InMemoryMailer mailer = new InMemoryMailer();
  private final LetterBox box =
      new LetterBox(
          new InMemoryLetterTemplates(),
          here.world().letters(),
          here.world().mutedTopics(),
          sealer,
          here.world().outbox(),
          here.ids(),
          here.clock());

  @Test
  void sendsALetterAsItWasWrittenAndForgetsIt() {
    LetterId id = post();
    SendLetter send = sendingBy(mailer);
    send.execute(id);
    assertThat(mailer.sent()).containsExactly(LETTER);
    assertThat(here.world().letters().waiting()).isEmpty();
    send.execute(id);
    assertThat(mailer.sent()).as("sent once").hasSize(1);
  }

  @Test
  void announcesALetterByItsIdAloneAndKeepsItSealed() {
    LetterId id = post();
    assertThat(here.world().outbox().waiting())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("letter.written");
              assertThat(event.subject()).isEqualTo(id.toString());
              assertThat(event.org()).isEmpty();
            });
    SealedLetter kept = here.world().letters().waiting().get(0);
    assertThat(new String(kept.sealed().ciphertext(), StandardCharsets.ISO_8859_1))
        .doesNotContain("example.org");
  }

  @Test
  void hasNoLetterForAChangeThatWasUndone() {
    assertThatThrownBy(
            () ->
                here.world()
                    .transactions()
                    .required(
                        () -> {
                          box.post(TO, CONTENT);
                          throw new IllegalStateException("undone");
                        }))
        .hasMessage("undone");
    assertThat(here.world().letters().waiting()).isEmpty();
    assertThat(here.world().outbox().waiting()).isEmpty();
  }

  @Test
  void keepsALetterThatCantBeSentNow() {
    LetterId id = post();
    assertThatThrownBy(() -> sendingBy(failing(false)).execute(id)).hasMessage("no");
    here.clock().advance(SendLetter.PATIENCE);
    assertThatThrownBy(() -> sendingBy(failing(false)).execute(id)).hasMessage("no");
    sendingBy(mailer).execute(id);
    assertThat(mailer.sent()).containsExactly(LETTER);
  }

  @Test
  void givesUpAfterThreeDays() {
    assertThat(SendLetter.PATIENCE).isEqualTo(Duration.ofDays(3));
    LetterId id = post();
    here.clock().advance(SendLetter.PATIENCE.plusSeconds(1));
    sendingBy(failing(false)).execute(id);
    assertThat(here.world().letters().waiting()).isEmpty();
  }

  @Test
  void givesUpAtOnceWhereTryingAgainCantHelp() {
    LetterId id = post();
    sendingBy(failing(true)).execute(id);
    assertThat(here.world().letters().waiting()).isEmpty();
  }

  @Test
  void forgetsALetterThatDoesNotOpenHere() {
    LetterId id = post();
    SealedLetter kept = here.world().letters().waiting().get(0);
    byte[] changed = kept.sealed().ciphertext();
    changed[changed.length - 1] ^= 1;
    here.world()
        .transactions()
        .required(
            () -> {
              here.world()
                  .letters()
                  .add(new SealedLetter(id, SealedBytes.of(changed), kept.writtenAt()));
              return id;
            });
    sendingBy(mailer).execute(id);
    assertThat(mailer.sent()).isEmpty();
    assertThat(here.world().letters().waiting()).isEmpty();
  }

  private LetterId post() {
    here.world()
        .transactions()
        .required(
            () -> {
              box.post(TO, CONTENT);
              return TO;
            });
    OutboxEvent event = here.world().outbox().waiting().get(0);
    return LetterId.parse(event.subject()).orElseThrow();
  }

  private SendLetter sendingBy(Mailer by) {
    return new SendLetter(
        here.world().transactions(), here.world().letters(), sealer, by, here.clock());
  }

  private static Mailer failing(boolean lasting) {
    return letter -> {
      throw new MailNotSent("no", lasting);
    };
  }
}
