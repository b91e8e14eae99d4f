package dev.cofferdam.adapters.http.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.application.access.port.IdempotencyStore;
import dev.cofferdam.application.access.port.InstanceSealer;
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
 * them or none. Refusals are not kept: what was refused may be tried again.
 */
public final class IdempotentAnswers {
  static final String IN_PROGRESS = "request_in_progress";
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Transactions transactions;
  private final IdempotencyStore store;
  private final InstanceSealer sealer;
  private final StrictJson json;
  private final Clock clock;

  IdempotentAnswers(
      Transactions transactions,
      IdempotencyStore store,
      InstanceSealer sealer,
      StrictJson json,
      Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.sealer = sealer;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param scope whose key it is; the same key in another scope is another key
   * @param work makes the answer; with a key it runs in one transaction with the key's
   * @throws Refusal {@code idempotency_key_reused}, {@code request_in_progress}, or {@code
   *     invalid_field} for the header
   */
  public Response once(String scope, ContainerRequestContext request, Supplier<Response> work) {
    return keyOf(request)
        .map(key -> once(storeKey(scope, key), RequestDigest.of(request), work))
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
    RequestDigest digest = RequestDigest.of(request);
    return stored(key.get(), digest)
        .orElseGet(
            () -> {
              T prepared;
              try {
                prepared = slow.get();
              } catch (Refusal refused) {
                return stored(key.get(), digest).orElseThrow(() -> refused);
              }
              return once(key.get(), digest, () -> work.apply(prepared));
            });
  }

  private Optional<Response> stored(IdempotencyStore.Key key, RequestDigest digest) {
    return transactions.required(
        () -> store.find(key, clock.instant()).map(stored -> replay(key, stored, digest)));
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

  private Response once(IdempotencyStore.Key key, RequestDigest digest, Supplier<Response> work) {
    return transactions.required(
        () -> {
          if (!store.claim(key)) {
            throw Refusal.conflict(
                IN_PROGRESS, "A request with this Idempotency-Key is still running.");
          }
          return store
              .find(key, clock.instant())
              .map(stored -> replay(key, stored, digest))
              .orElseGet(() -> first(key, digest, work));
        });
  }

  private Response first(IdempotencyStore.Key key, RequestDigest digest, Supplier<Response> work) {
    Response answer = work.get();
    String digestKey = RequestDigest.newKey();
    byte[] clear = json.write(StoredAnswer.of(digestKey, answer, json));
    SealedBytes sealed = sealer.seal(InstanceSealer.Purpose.STORED_ANSWER, contextOf(key), clear);
    store.put(key, new IdempotencyStore.Answer(digest.under(digestKey), sealed), clock.instant());
    return answer;
  }

  private Response replay(
      IdempotencyStore.Key key, IdempotencyStore.Answer stored, RequestDigest digest) {
    byte[] clear =
        sealer.open(InstanceSealer.Purpose.STORED_ANSWER, contextOf(key), stored.response());
    StoredAnswer answer = json.read(clear, StoredAnswer.class);
    if (!digest.under(answer.digestKey()).equals(stored.requestHash())) {
      throw Faults.field(
          "idempotency_key_reused", HEADER, "was used for another request in the last 24 hours");
    }
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
