package dev.cofferdam.adapters.http.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.application.access.port.IdempotencyStore;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers a request that comes again under the same {@code Idempotency-Key} with its first answer,
 * and does nothing a second time.
 *
 * <p>Key, effect and sealed answer are committed in one transaction, so that a crash leaves all of
 * them or none. Refusals are not kept: what was refused may be tried again. Who is not any more
 * what they were in the org, or less, does not get the answer again.
 */
public final class IdempotentAnswers {
  static final String IN_PROGRESS = "request_in_progress";
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Transactions transactions;
  private final IdempotencyStore store;
  private final InstanceSealer sealer;
  private final Memberships memberships;
  private final RefusalTrail trail;
  private final StrictJson json;
  private final Clock clock;

  IdempotentAnswers(Platform.Retries retries, StrictJson json) {
    this.transactions = retries.transactions();
    this.store = retries.store();
    this.sealer = retries.sealer();
    this.memberships = retries.memberships();
    this.trail = retries.trail();
    this.clock = retries.clock();
    this.json = json;
  }

  /** A request that has a key: what it is recognised by, and who makes it. */
  private record Asked(
      IdempotencyStore.Key key, RequestDigest digest, ContainerRequestContext request) {}

  /**
   * @param scope whose key it is; the same key in another scope is another key
   * @param work makes the answer; with a key it runs in one transaction with the key's
   * @throws Refusal {@code idempotency_key_reused}, {@code request_in_progress}, or {@code
   *     invalid_field} for the header
   */
  public Response once(String scope, ContainerRequestContext request, Supplier<Response> work) {
    return keyOf(request)
        .map(key -> once(new Asked(storeKey(scope, key), RequestDigest.of(request), request), work))
        .orElseGet(work);
  }

  /**
   * The same for work whose first part is slow and needs no database: that is done before the
   * transaction begins, and not at all where there is an answer already. When it is refused, it may
   * be because the same request has succeeded meanwhile: then that one's answer is given.
   *
   * @param slow changes nothing
   */
  public <T> Response once(
      String scope, ContainerRequestContext request, Supplier<T> slow, Function<T, Response> work) {
    Optional<IdempotencyStore.Key> key = keyOf(request).map(given -> storeKey(scope, given));
    if (key.isEmpty()) {
      return work.apply(slow.get());
    }
    Asked asked = new Asked(key.get(), RequestDigest.of(request), request);
    return stored(asked)
        .orElseGet(
            () -> {
              T prepared;
              try {
                prepared = slow.get();
              } catch (Refusal refused) {
                return stored(asked).orElseThrow(() -> refused);
              }
              return once(asked, () -> work.apply(prepared));
            });
  }

  private Optional<Response> stored(Asked asked) {
    return transactions.required(
        () -> store.find(asked.key(), clock.instant()).map(stored -> replay(asked, stored)));
  }

  /** Adds to an answer what is not to be kept with it, be it the first or a repetition. */
  public Response amend(Response answer, Consumer<ObjectNode> change) {
    JsonNode kept =
        answer.getEntity() instanceof String body
            ? json.readTree(body.getBytes(StandardCharsets.UTF_8))
            : json.tree(answer.getEntity());
    ObjectNode amended = kept.deepCopy();
    change.accept(amended);
    String body = new String(json.write(amended), StandardCharsets.UTF_8);
    return Response.fromResponse(answer).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }

  private Response once(Asked asked, Supplier<Response> work) {
    return transactions.required(
        () -> {
          if (!store.claim(asked.key())) {
            throw Refusal.conflict(
                IN_PROGRESS, "A request with this Idempotency-Key is still running.");
          }
          return store
              .find(asked.key(), clock.instant())
              .map(stored -> replay(asked, stored))
              .orElseGet(() -> first(asked, work));
        });
  }

  private Response first(Asked asked, Supplier<Response> work) {
    Response answer = work.get();
    Standing standing = Standing.of(asked.request(), memberships);
    String digestKey = RequestDigest.newKey();
    byte[] clear = json.write(StoredAnswer.of(digestKey, standing, answer, json));
    SealedBytes sealed =
        sealer.seal(InstanceSealer.Purpose.STORED_ANSWER, contextOf(asked.key()), clear);
    store.put(
        asked.key(),
        new IdempotencyStore.Answer(asked.digest().under(digestKey), sealed),
        clock.instant());
    return answer;
  }

  private Response replay(Asked asked, IdempotencyStore.Answer stored) {
    byte[] clear =
        sealer.open(
            InstanceSealer.Purpose.STORED_ANSWER, contextOf(asked.key()), stored.response());
    StoredAnswer answer = json.read(clear, StoredAnswer.class);
    if (!asked.digest().under(answer.digestKey()).equals(stored.requestHash())) {
      throw Faults.field(
          "idempotency_key_reused", HEADER, "was used for another request in the last 24 hours");
    }
    Standing.requireStill(answer.standing(), asked.request(), memberships, trail);
    return answer.replay();
  }

  private static Optional<String> keyOf(ContainerRequestContext request) {
    List<String> values = request.getHeaders().get(HEADER);
    if (values == null || values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1 || !KEY.matcher(values.get(0)).matches()) {
      throw Refusal.invalid(HEADER, "must be one, of 1 to 255 visible ASCII characters");
    }
    return Optional.of(values.get(0));
  }

  private static IdempotencyStore.Key storeKey(String scope, String key) {
    return new IdempotencyStore.Key(hash(scope), hash(key));
  }

  private static String hash(String text) {
    return RequestDigest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String contextOf(IdempotencyStore.Key key) {
    return key.caller() + "/" + key.key();
  }
}
