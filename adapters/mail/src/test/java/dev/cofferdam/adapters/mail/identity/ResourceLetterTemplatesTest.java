package dev.cofferdam.adapters.mail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.LetterContent.Link;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceLetterTemplatesTest {
  private static final EmailAddress TO = EmailAddress.parse("ada@example.com");
  private static final PersonName ADA = PersonName.parse("Ada");
  private static final Link LINK =
      new Link(URI.create("https://cofferdam.example/page?a=1&b=2#token=secret"));
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Pattern ELEMENT = Pattern.compile("<[^>]*>");

  private final ResourceLetterTemplates templates =
      new ResourceLetterTemplates("https://cofferdam.example", Optional.empty());

  static Stream<LetterContent> everyContent() {
    return Stream.of(
        new LetterContent.VerifyEmail(ADA, LINK, Duration.ofHours(24)),
        new LetterContent.ResetPassword(ADA, LINK, Duration.ofHours(1)),
        new LetterContent.PasswordChanged(ADA, NOON, LINK),
        new LetterContent.EmailChanged(ADA, EmailAddress.parse("new@example.com"), NOON),
        new LetterContent.AlreadySignedUp(ADA, LINK, LINK),
        new LetterContent.Invitation(ADA, "Acme", Role.ADMIN, LINK, NOON),
        new LetterContent.InvitationReminder(ADA, "Acme", Role.MEMBER, LINK, NOON),
        new LetterContent.RunFailed(
            ADA, "Acme", "0192e4a0", "ran out of time", "shop/prod", "timeout"));
  }

  @Test
  void everyContentIsTried() {
    assertThat(everyContent().<Class<?>>map(LetterContent::getClass))
        .containsExactlyInAnyOrder(LetterContent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("everyContent")
  void textAndHtmlSayTheSameAndEverythingIsFilledIn(LetterContent content) {
    Letter letter = templates.write(TO, content);

    assertThat(letter.to()).isEqualTo(TO);
    assertThat(letter.subject()).doesNotContain("{").doesNotContain("\n");
    assertThat(letter.text()).doesNotContain("{").doesNotContain("[").endsWith("\n");
    assertThat(words(seen(body(letter.html()))))
        .isEqualTo(words(letter.text().replaceAll("(?m):$", "")));
    assertThat(letter.html()).contains("<title>" + letter.subject() + "</title>");
    assertThat(letter.toString() + content).doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("everyContent")
  void nothingIsFetchedAndNobodyIsTold(LetterContent content) {
    String html = templates.write(TO, content).html();

    assertThat(html)
        .doesNotContainPattern("(?i)<(img|script|link|iframe|object|form|input|style|base)")
        .doesNotContainPattern("(?i)url\\(|src=|@import|\\son\\w+=");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(html).results())
        .allSatisfy(
            match ->
                assertThat(match.group(1))
                    .isEqualTo("https://cofferdam.example/page?a=1&amp;b=2#token=secret"));
  }

  @Test
  void saysWhatSomebodyNeedsToKnow() {
    Letter letter =
        templates.write(TO, new LetterContent.Invitation(ADA, "Acme", Role.ADMIN, LINK, NOON));

    assertThat(letter.subject()).isEqualTo("Invitation to Acme");
    assertThat(letter.text())
        .contains("Ada invites you to join Acme on Cofferdam, as admin.")
        .contains("Answer the invitation:\n" + LINK.uri() + "\n")
        .contains("21 November 2026, 12:00 UTC")
        .contains("https://cofferdam.example");
    assertThat(
            templates
                .write(TO, new LetterContent.ResetPassword(ADA, LINK, Duration.ofHours(1)))
                .text())
        .contains("for 1 hour.");
    assertThat(
            templates
                .write(TO, new LetterContent.ResetPassword(ADA, LINK, Duration.ofMinutes(90)))
                .text())
        .contains("for 90 minutes.");
  }

  @Test
  void namesWhomToWriteToWhereSomebodyIs() {
    EmailAddress support = EmailAddress.parse("help@cofferdam.example");
    Letter letter =
        new ResourceLetterTemplates("https://cofferdam.example", Optional.of(support))
            .write(TO, new LetterContent.PasswordChanged(ADA, NOON, LINK));

    assertThat(letter.text()).contains("Questions? Write to help@cofferdam.example.");
    assertThat(letter.html()).contains("help@cofferdam.example");
    assertThat(templates.write(TO, new LetterContent.PasswordChanged(ADA, NOON, LINK)).text())
        .doesNotContain("Questions?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</bdi></p><a href='https://evil.example'>x</a>",
        "{link} {name} $1 \\\\1",
        "[Click]({link})",
        "&lt;b&gt; & \" '",
        "https://evil.example/ www.evil.example me@evil.example",
        "a\r\nBcc: eve@evil.example\r\n\r\nbody",
        "\u202egnirts\u2066x",
        "עדה לאבלייס",
        "x\u2028y\u0085z\u0000"
      })
  void aNameIsANameAndNothingElse(String name) {
    Letter plain = invitationTo("Acme");
    Letter letter = invitationTo(name);

    assertThat(ELEMENT.matcher(letter.html()).results().map(match -> match.group()).toList())
        .isEqualTo(ELEMENT.matcher(plain.html()).results().map(match -> match.group()).toList());
    assertThat(letter.text().lines().count()).isEqualTo(plain.text().lines().count());
    assertThat(letter.subject().length()).isLessThanOrEqualTo(200);
    assertThat(letter.text() + letter.html() + letter.subject())
        .doesNotContain("evil.example")
        .doesNotContain("https://evil")
        .doesNotContain("@evil")
        .doesNotContain("\u202e")
        .doesNotContain("\u2066");
    assertThat(words(seen(body(letter.html()))))
        .isEqualTo(words(letter.text().replaceAll("(?m):$", "")));
  }

  @Test
  void aNameThatRunsTheOtherWayIsShutIn() {
    String name = "עדה";
    assertThat(invitationTo(name).text()).contains("\u2068" + name + "\u2069 on Cofferdam");
    assertThat(invitationTo(name).subject()).isEqualTo("Invitation to \u2068" + name + "\u2069");
    assertThat(invitationTo(name.repeat(40)).subject()).endsWith("…\u2069");
  }

  @Test
  void theLongestNamesFit() {
    String longest = "\uD83D\uDE80".repeat(100);
    Letter letter = invitationTo(longest);

    assertThat(letter.text()).contains(longest);
    assertThat(letter.subject()).isEqualTo("Invitation to " + "\uD83D\uDE80".repeat(59) + "…");
    assertThat(invitationTo("x".repeat(500)).text()).contains("x".repeat(99) + "… on");
    assertThat(invitationTo("www.".repeat(25)).subject().length()).isLessThanOrEqualTo(200);
  }

  private Letter invitationTo(String org) {
    return templates.write(TO, new LetterContent.Invitation(ADA, org, Role.MEMBER, LINK, NOON));
  }

  private static String body(String html) {
    return html.substring(html.indexOf("<body"));
  }

  /** What a mail program shows of it. */
  private static String seen(String html) {
    return ELEMENT
        .matcher(html.replace("</p>", "</p> "))
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
