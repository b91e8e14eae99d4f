package dev.cofferdam.application.events.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookSecret;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.events.WhyDisabled;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link WebhookStore} promises. */
public abstract class WebhookStoreContract extends WorldContract {
  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void keepsWhatItWasGiven() {
    WebhookEndpoint endpoint = added(org);
    assertSame(find(org, endpoint), endpoint);
    assertThat(find(other, endpoint)).isEmpty();
    assertThat(read(other, () -> world.webhooks().find(org, endpoint.id()))).isEmpty();
    assertThat(read(org, () -> world.webhooks().count(org))).isEqualTo(1);
    assertThat(read(other, () -> world.webhooks().count(other))).isZero();
  }

  @Test
  void changesAllOfIt() {
    WebhookEndpoint endpoint = added(org);
    SigningSecrets rotated = endpoint.secrets().rotated(secret(9), given.time());
    WebhookEndpoint changed =
        endpoint
            .changed(
                WebhookUrl.parse("https://b.example/new?x=1"),
                new EventPatterns(List.of("run.failed", "member.*")),
                "ü\uD83D\uDE80",
                Optional.of(WhyDisabled.FAILING),
                given.time())
            .withSecrets(rotated, given.time());
    changing(org, () -> world.webhooks().update(changed));
    assertSame(find(org, endpoint), changed);
  }

  @Test
  void listsTheOldestFirst() {
    List<WebhookEndpointId> ids = List.of(added(org).id(), added(org).id(), added(org).id());
    added(other);
    assertThat(list(Optional.empty(), 10)).isEqualTo(ids);
    assertThat(list(Optional.empty(), 2)).isEqualTo(ids.subList(0, 2));
    assertThat(list(Optional.of(ids.get(0)), 10)).isEqualTo(ids.subList(1, 3));
  }

  @Test
  void removesOneOnce() {
    WebhookEndpoint endpoint = added(org);
    assertThat(change(other, () -> world.webhooks().remove(other, endpoint.id()))).isFalse();
    assertThat(change(org, () -> world.webhooks().remove(org, endpoint.id()))).isTrue();
    assertThat(change(org, () -> world.webhooks().remove(org, endpoint.id()))).isFalse();
    assertThat(find(org, endpoint)).isEmpty();
  }

  @Test
  void notesTheFirstFailureAndTheNextSuccess() {
    WebhookEndpoint endpoint = added(org);
    Instant first = given.time();
    note(endpoint, Optional.of(first));
    note(endpoint, Optional.of(given.time()));
    assertThat(find(org, endpoint).orElseThrow().failingSince()).contains(first);
    note(endpoint, Optional.empty());
    assertThat(find(org, endpoint).orElseThrow().failingSince()).isEmpty();
    assertSame(find(org, endpoint), endpoint);
  }

  @Test
  void givesACallbackToOneWhoTakesIt() {
    UUID subject = given.id();
    WebhookUrl url = WebhookUrl.parse("https://a.example/called/back");
    changing(org, () -> world.webhooks().addCallback(org, subject, url));
    assertThat(append(other, () -> world.webhooks().takeCallback(other, subject))).isEmpty();
    assertThat(append(org, () -> world.webhooks().takeCallback(org, given.id()))).isEmpty();
    assertThat(append(org, () -> world.webhooks().takeCallback(org, subject))).contains(url);
    assertThat(append(org, () -> world.webhooks().takeCallback(org, subject))).isEmpty();
  }

  @Test
  void signsCallbacksOfEachOrgApart() {
    SigningSecrets first = SigningSecrets.first(secret(1));
    assertThat(callbacks(org)).isEmpty();
    appending(org, () -> world.webhooks().addCallbackSecrets(org, first));
    appending(org, () -> world.webhooks().addCallbackSecrets(org, SigningSecrets.first(secret(2))));
    assertSecrets(callbacks(org).orElseThrow(), first);
    SigningSecrets rotated = first.rotated(secret(3), given.time());
    changing(org, () -> world.webhooks().putCallbackSecrets(org, rotated));
    assertSecrets(callbacks(org).orElseThrow(), rotated);
    assertThat(callbacks(other)).isEmpty();
  }

  /** The outbox is asked only where somebody may want to hear. */
  @Test
  void makesTheLedgerAskForCarryingOutWhileOneIsOn() {
    WebhookEndpoint endpoint = added(org);
    EventFeedContract.tellCreated(world, org);
    EventFeedContract.tellCreated(world, other);
    assertThat(EventFeedContract.outboxOf(world)).hasSize(1);
    changing(
        org, () -> world.webhooks().update(endpoint.disabled(WhyDisabled.BY_HAND, given.time())));
    EventFeedContract.tellCreated(world, org);
    assertThat(EventFeedContract.outboxOf(world)).isEmpty();
  }

  private WebhookEndpoint added(OrgId where) {
    Instant now = given.time();
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            where,
            new WebhookEndpointId(given.id()),
            EndpointKind.SLACK,
            WebhookUrl.parse("https://a.example/hook/T0/B0/x"),
            EventPatterns.ALL,
            "ours",
            SigningSecrets.first(secret(7)),
            Optional.empty(),
            Optional.empty(),
            now,
            now);
    changing(where, () -> world.webhooks().add(endpoint));
    return endpoint;
  }

  private static WebhookSecret secret(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return WebhookSecret.of(key);
  }

  private void note(WebhookEndpoint endpoint, Optional<Instant> failing) {
    appending(org, () -> world.webhooks().noteHealth(org, endpoint.id(), failing));
  }

  private Optional<WebhookEndpoint> find(OrgId where, WebhookEndpoint endpoint) {
    return read(where, () -> world.webhooks().find(where, endpoint.id()));
  }

  private Optional<SigningSecrets> callbacks(OrgId where) {
    return read(where, () -> world.webhooks().callbackSecrets(where));
  }

  private List<WebhookEndpointId> list(Optional<WebhookEndpointId> after, int limit) {
    return read(org, () -> world.webhooks().list(org, after, limit)).stream()
        .map(WebhookEndpoint::id)
        .toList();
  }

  private static void assertSame(Optional<WebhookEndpoint> found, WebhookEndpoint expected) {
    assertThat(found)
        .hasValueSatisfying(
            endpoint -> {
              assertThat(endpoint)
                  .usingRecursiveComparison()
                  .ignoringFields("secrets")
                  .isEqualTo(expected);
              assertSecrets(endpoint.secrets(), expected.secrets());
            });
  }

  private static void assertSecrets(SigningSecrets found, SigningSecrets expected) {
    assertThat(found.current().reveal()).isEqualTo(expected.current().reveal());
    assertThat(found.before().map(before -> before.secret().reveal()))
        .isEqualTo(expected.before().map(before -> before.secret().reveal()));
    assertThat(found.before().map(SigningSecrets.Before::until))
        .isEqualTo(expected.before().map(SigningSecrets.Before::until));
  }
}
