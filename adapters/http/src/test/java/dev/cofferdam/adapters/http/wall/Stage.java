package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Client;
import dev.cofferdam.adapters.http.TestServer;
import dev.cofferdam.adapters.http.TestWorld;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An org with people and things in it. What nobody asks for is not made, so that a fresh one costs
 * little more than what a cell needs.
 */
final class Stage {
  private static final long SOON = 300;
  private static final String OUTSIDER = "outsider";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final TestServer server;
  private final Map<String, Object> made = new HashMap<>();
  private final int number = NUMBERS.incrementAndGet();
  private final String names;

  /**
   * @param names what distinguishes the names of its things from those of other stages
   */
  private Stage(TestServer server, String names) {
    this.server = server;
    this.names = names;
  }

  static Stage fresh(TestServer server) {
    return new Stage(server, "own");
  }

  /** Where its people are; nobody else is there (RFC 2544 keeps the network for tests). */
  String address() {
    return "198.18." + (number / 256 % 256) + "." + (number % 256);
  }

  /** The newest entry of what was done in the org, and not refused. */
  String newestDone() {
    return owner().get("audit?outcome=allowed&limit=1").text("/items/0/seq");
  }

  /** The things of somebody else entirely. */
  Stage other() {
    return once("other", () -> new Stage(server, "other"));
  }

  /** The things of yet another org, whose credentials come here. */
  Stage third() {
    return once("third", () -> new Stage(server, "third"));
  }

  @SuppressWarnings("unchecked") // each name stands for one type
  private synchronized <T> T once(String what, Supplier<T> make) {
    Object before = made.get(what);
    if (before == null) {
      before = make.get();
      made.put(what, before);
    }
    return (T) before;
  }

  /** What nobody should read who has no business here: ids, names, addresses and secrets. */
  Set<String> marks() {
    return made.entrySet().stream()
        .filter(each -> !each.getKey().startsWith(OUTSIDER))
        .flatMap(each -> marks(each.getValue()))
        .collect(Collectors.toSet());
  }

  private static Stream<String> marks(Object thing) {
    if (thing instanceof Client person) {
      return Stream.of(person.org(), person.slug(), person.email(), person.token());
    }
    return thing instanceof String mark ? Stream.of(mark) : Stream.empty();
  }

  Client owner() {
    return once("owner", () -> server.newcomer("Olive" + number));
  }

  /** The person who plays a role. */
  Client insider(Role role) {
    return role == Role.OWNER
        ? owner()
        : once(role.code(), () -> server.member(owner(), "Ida" + number, role.code()));
  }

  /** A plain member besides. */
  Client colleague() {
    return once("colleague", () -> server.member(owner(), "Carol" + number, Role.MEMBER.code()));
  }

  Client outsider() {
    return once(OUTSIDER, () -> server.newcomer("Otto" + number));
  }

  String org() {
    return owner().org();
  }

  /** One that was the owner's, with the same people in it, until they deleted it. */
  String deletedOrg() {
    return once(
        "deleted",
        () -> {
          String org = made(owner().post("/api/v1/orgs", "{\"name\":\"Gone\"}"), "/id");
          server.join(insider(Role.ADMIN), org, Role.ADMIN);
          server.join(insider(Role.MEMBER), org, Role.MEMBER);
          done(owner().delete("/api/v1/orgs/" + org));
          return org;
        });
  }

  String project() {
    return once("project", () -> project(names + "-shop"));
  }

  String environment() {
    return once("environment", () -> environment(project(), names + "-prod"));
  }

  /** An environment of another project of the same org. */
  String environmentElsewhere() {
    return once("elsewhere", () -> environment(project(names + "-blog"), names + "-draft"));
  }

  String secret() {
    return once("secret", () -> secret(project(), environment(), names.toUpperCase(Locale.ROOT)));
  }

  /** Another environment of the same project. */
  String sibling() {
    return once("sibling", () -> environment(project(), names + "-test"));
  }

  /** A time at which the environment was as it is. */
  String now() {
    environment();
    return Instant.now().toString();
  }

  /** A secret of another environment of the same project. */
  String secretElsewhere() {
    return once("secret elsewhere", () -> secret(project(), sibling(), "ELSEWHERE"));
  }

  private String project(String name) {
    return made(owner().post("projects", "{\"name\":\"" + name + "\"}"), "/name");
  }

  private String environment(String project, String name) {
    return made(
        owner().post("projects/" + project + "/envs", "{\"name\":\"" + name + "\"}"), "/name");
  }

  private String secret(String project, String environment, String key) {
    String path = "projects/" + project + "/envs/" + environment + "/secrets/" + key;
    return made(owner().put(path, "{\"value\":\"hunter2\"}"), "/key");
  }

  /** A rotation of the org's key. */
  String rotation() {
    return once("rotation", () -> made(owner().post("keys/rotate", ""), "/id"));
  }

  /** A run that nobody has taken up yet. */
  String run() {
    return once("run", () -> made(owner().post("pipelines", "{\"commands\":[\"true\"]}"), "/id"));
  }

  /** A run that has ended. */
  String endedRun() {
    return once(
        "ended run",
        () -> {
          String run = made(owner().post("pipelines", "{\"commands\":[\"true\"]}"), "/id");
          done(owner().post("pipelines/" + run + "/cancel", ""));
          return run;
        });
  }

  /** An invitation that nobody has answered. */
  String invitation() {
    return once("invitation", () -> invite(owner(), freshEmail()));
  }

  /** The token of the letter by which the other org invites a person. */
  String invitationTo(Client person) {
    return once(
        of(person, " invitation to "),
        () -> {
          invite(other().owner(), person.email());
          return newestTokenTo(person.email());
        });
  }

  private static String invite(Client owner, String email) {
    return made(
        owner.post("invitations", "{\"email\":\"" + email + "\",\"role\":\"member\"}"), "/id");
  }

  /** The session that a person is signed in with. */
  String session(Client person) {
    return once(
        of(person, " session of "), () -> person.get("/api/v1/me/sessions").text("/items/0/id"));
  }

  private String of(Client person, String what) {
    return (person.equals(made.get(OUTSIDER)) ? OUTSIDER : "") + what + person.email();
  }

  /** An API key that nobody uses: its id. */
  String keyOf(Client person) {
    return once(
        of(person, " key of "), () -> key(person, person.org(), "[\"org:read\"]", "").text("/id"));
  }

  /** The API key of a person for the stage's org, with these scopes. */
  String key(Client person, Set<Scope> scopes) {
    String codes =
        scopes.stream()
            .map(scope -> "\"" + scope.code() + "\"")
            .sorted()
            .collect(Collectors.joining(",", "[", "]"));
    return once(
        "key of " + person.email() + " for " + codes,
        () -> made(key(person, org(), codes, ""), "/token"));
  }

  /** The key of somebody who was an admin when they made it, with all that admins may. */
  String keyOfLowered() {
    return once(
        "key of lowered",
        () -> {
          Client person = server.member(owner(), "Lou" + number, Role.ADMIN.code());
          String key = key(person, usefulTo(Role.ADMIN));
          done(owner().patch("members/" + person.user(), "{\"role\":\"member\"}"));
          return key;
        });
  }

  /** The scopes that a role has a use for. */
  static Set<Scope> usefulTo(Role role) {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.isHeldBy(role))
        .flatMap(permission -> permission.scope().stream())
        .collect(Collectors.toSet());
  }

  String revokedKey() {
    return once(
        "revoked key",
        () -> {
          Answer key = key(owner(), org(), "[\"org:read\"]", "");
          done(owner().delete("/api/v1/me/api-keys/" + key.text("/id")));
          return key.text("/token");
        });
  }

  String expiredKey() {
    return once(
        "expired key",
        () -> expired(key(owner(), org(), "[\"org:read\"]", ",\"expires_at\":\"" + soon() + "\"")));
  }

  private static Answer key(Client person, String org, String scopes, String more) {
    Answer answer =
        person.post(
            "/api/v1/me/api-keys",
            "{\"name\":\"a key\",\"org\":\"%s\",\"scopes\":%s%s}".formatted(org, scopes, more));
    done(answer);
    return answer;
  }

  private static String soon() {
    return Instant.now().plusMillis(SOON).toString();
  }

  /** The token of an answer, once its time is over. */
  private static String expired(Answer answer) {
    done(answer);
    try {
      Thread.sleep(2 * SOON);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return answer.text("/token");
  }

  /** A service token that nobody uses: its id. */
  String serviceToken() {
    return once(
        "service token",
        () -> made(token(project(), "\"" + environment() + "\"", TokenAccess.READ, ""), "/id"));
  }

  /** A service token for the stage's project and environments, or for others. */
  String token(TokenAccess access, Standing.Reach reach) {
    return once(
        "token " + access + reach,
        () ->
            made(
                switch (reach) {
                  case HERE ->
                      token(
                          project(), "\"" + environment() + "\",\"" + sibling() + "\"", access, "");
                  case ANOTHER_ENVIRONMENT -> token(project(), "\"" + spare() + "\"", access, "");
                  case ANOTHER_PROJECT ->
                      token(names + "-blog", "\"" + environmentElsewhere() + "\"", access, "");
                },
                "/token"));
  }

  /** A service token that jobs exchange theirs for: its id. */
  String exchanged() {
    return once(
        "exchanged",
        () ->
            token(
                    project(),
                    "\"" + environment() + "\",\"" + sibling() + "\"",
                    TokenAccess.READ,
                    ",\"exchange\":{\"issuer\":\"%s\",\"claims\":{\"sub\":\"repo:%s:*\"}}"
                        .formatted(TestWorld.CI, names))
                .text("/id"));
  }

  /** What a job brings to {@link #exchanged}. */
  String jobsToken() {
    return server
        .world()
        .externalTokens()
        .issue(
            new ExternalIdentity(TestWorld.CI, "repo:" + names + ":main"),
            Map.of(),
            Duration.ofMinutes(10));
  }

  /** The short token that a job gets. */
  String shortToken() {
    return once(
        "short token",
        () ->
            made(
                owner()
                    .post(
                        "/api/v1/auth/token-exchange",
                        """
                        {"subject_token":"%s","org":"%s","service_token":"%s",
                         "subject_token_type":"urn:ietf:params:oauth:token-type:jwt"}"""
                            .formatted(jobsToken(), org(), exchanged())),
                "/access_token"));
  }

  String revokedToken() {
    return once(
        "revoked token",
        () -> {
          Answer token = token(project(), "\"" + environment() + "\"", TokenAccess.READ, "");
          done(owner().delete("service-tokens/" + token.text("/id")));
          return token.text("/token");
        });
  }

  String expiredToken() {
    return once(
        "expired token",
        () ->
            expired(
                token(
                    project(),
                    "\"" + environment() + "\"",
                    TokenAccess.READ,
                    ",\"expires_at\":\"" + soon() + "\"")));
  }

  private Answer token(String project, String environments, TokenAccess access, String more) {
    Answer answer =
        owner()
            .post(
                "service-tokens",
                "{\"name\":\"a token\",\"project\":\"%s\",\"environments\":[%s],\"access\":\"%s\"%s}"
                    .formatted(project, environments, access.code(), more));
    done(answer);
    return answer;
  }

  /** A third environment of the project. */
  private String spare() {
    return once("spare", () -> environment(project(), names + "-spare"));
  }

  /** When what is made now may end. */
  String tomorrow() {
    return Instant.now().plus(Duration.ofDays(1)).toString();
  }

  /** A token of the owner's whose time is over. */
  String expired() {
    return once(
        "expired",
        () -> {
          Instant before = Instant.now().minus(AccessTokens.LIFETIME).minus(Duration.ofSeconds(1));
          return server
              .world()
              .accessTokens()
              .issue(
                  new AccessTokens.Claims(
                      UserId.parse(owner().user()).orElseThrow(),
                      SessionId.parse(session(owner())).orElseThrow(),
                      before));
        });
  }

  /** A token of the owner's whose session has ended. */
  String revoked() {
    return once(
        "revoked",
        () -> {
          Client again = owner().as(logIn().text("/access_token"));
          done(again.post("/api/v1/auth/logout", ""));
          return again.token();
        });
  }

  private Answer logIn() {
    return owner()
        .post(
            "/api/v1/auth/login",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(owner().email(), Client.PASSWORD));
  }

  /** An address that nobody has yet. */
  String freshEmail() {
    return "fresh-" + UUID.randomUUID() + "@example.org";
  }

  /** The id of a plan. */
  String plan() {
    return owner().get("/api/v1/plans").text("/items/0/id");
  }

  String ownersEmail() {
    return owner().email();
  }

  /** A name that no org has yet. */
  String freshSlug() {
    return "fresh-" + UUID.randomUUID().toString().substring(0, 13);
  }

  String refreshToken() {
    return logIn().text("/refresh_token");
  }

  /** The token of the letter that asks whether the owner's address is theirs. */
  String verificationToken() {
    return newestTokenTo(ownersEmail());
  }

  /** The token of a letter to who has forgotten their password. */
  String resetToken() {
    done(
        owner()
            .post(
                "/api/v1/auth/password/forgot",
                "{\"email\":\"" + ownersEmail() + "\"}",
                "X-Forwarded-For",
                address()));
    return newestTokenTo(ownersEmail());
  }

  private String newestTokenTo(String email) {
    return server.world().post().newestTokenTo(EmailAddress.parse(email));
  }

  private static String made(Answer answer, String pointer) {
    done(answer);
    return answer.text(pointer);
  }

  private static void done(Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException("the stage can't be set: " + answer);
    }
  }
}
