package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Client;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What people, jobs and programs come to a stage with. */
final class Credentials {
  private static final long SOON = 300;

  private final Stage stage;

  Credentials(Stage stage) {
    this.stage = stage;
  }

  /** An API key that nobody uses: its id. */
  String keyOf(Client person) {
    return stage.once(
        stage.of(person, " key of "),
        () -> key(person, person.org(), "[\"org:read\"]", "").text("/id"));
  }

  /** The API key of a person for the stage's org, with these scopes. */
  String key(Client person, Set<Scope> scopes) {
    String codes =
        scopes.stream()
            .map(scope -> "\"" + scope.code() + "\"")
            .sorted()
            .collect(Collectors.joining(",", "[", "]"));
    return stage.once(
        "key of " + person.email() + " for " + codes,
        () -> Stage.made(key(person, stage.org(), codes, ""), "/token"));
  }

  /** The key of somebody who was an admin when they made it, with all that admins may. */
  String keyOfLowered() {
    return stage.once(
        "key of lowered",
        () -> {
          Client person = stage.server().member(stage.owner(), "Lou", Role.ADMIN.code());
          String key = key(person, usefulTo(Role.ADMIN));
          Stage.done(stage.owner().patch("members/" + person.user(), "{\"role\":\"member\"}"));
          return key;
        });
  }

  /** The key of somebody who was a member when they made it. */
  String keyOfRemoved() {
    Client person = stage.removed();
    return key(person, usefulTo(Role.ADMIN));
  }

  /** The scopes that a role has a use for. */
  static Set<Scope> usefulTo(Role role) {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.isHeldBy(role))
        .flatMap(permission -> permission.scope().stream())
        .collect(Collectors.toSet());
  }

  String revokedKey() {
    return stage.once(
        "revoked key",
        () -> {
          Answer key = key(stage.owner(), stage.org(), "[\"org:read\"]", "");
          Stage.done(stage.owner().delete("/api/v1/me/api-keys/" + key.text("/id")));
          return key.text("/token");
        });
  }

  String expiredKey() {
    return stage.once(
        "expired key",
        () ->
            expired(
                key(
                    stage.owner(),
                    stage.org(),
                    "[\"org:read\"]",
                    ",\"expires_at\":\"" + soon() + "\"")));
  }

  private static Answer key(Client person, String org, String scopes, String more) {
    Answer answer =
        person.post(
            "/api/v1/me/api-keys",
            "{\"name\":\"a key\",\"org\":\"%s\",\"scopes\":%s%s}".formatted(org, scopes, more));
    Stage.done(answer);
    return answer;
  }

  private static String soon() {
    return Instant.now().plusMillis(SOON).toString();
  }

  /** The token of an answer, once its time is over. */
  private static String expired(Answer answer) {
    Stage.done(answer);
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
    return stage.once(
        "service token",
        () ->
            Stage.made(
                token(stage.project(), "\"" + stage.environment() + "\"", TokenAccess.READ, ""),
                "/id"));
  }

  /** A service token for the stage's project and environments, or for others. */
  String token(TokenAccess access, Standing.Reach reach) {
    return stage.once(
        "token " + access + reach,
        () ->
            Stage.made(
                switch (reach) {
                  case HERE ->
                      token(
                          stage.project(),
                          "\"" + stage.environment() + "\",\"" + stage.sibling() + "\"",
                          access,
                          "");
                  case ANOTHER_ENVIRONMENT ->
                      token(stage.project(), "\"" + stage.spare() + "\"", access, "");
                  case ANOTHER_PROJECT ->
                      token(
                          stage.names() + "-blog",
                          "\"" + stage.environmentElsewhere() + "\"",
                          access,
                          "");
                },
                "/token"));
  }

  /** A service token that jobs exchange theirs for: its id. */
  String exchanged() {
    return stage.once(
        "exchanged",
        () ->
            token(
                    stage.project(),
                    "\"" + stage.environment() + "\",\"" + stage.sibling() + "\"",
                    TokenAccess.READ,
                    ",\"exchange\":{\"issuer\":\"%s\",\"claims\":{\"sub\":\"repo:%s:*\"}}"
                        .formatted(stage.server().ciIssuer(), stage.names()))
                .text("/id"));
  }

  /** What a job brings to {@link #exchanged}. */
  String jobsToken() {
    return stage.server().jobsToken("repo:" + stage.names() + ":main");
  }

  /** The short token that a job gets. */
  String shortToken() {
    return stage.once(
        "short token",
        () ->
            Stage.made(
                stage
                    .owner()
                    .post(
                        "/api/v1/auth/token-exchange",
                        """
                        {"subject_token":"%s","org":"%s","service_token":"%s",
                         "subject_token_type":"urn:ietf:params:oauth:token-type:jwt"}"""
                            .formatted(jobsToken(), stage.org(), exchanged())),
                "/access_token"));
  }

  String revokedToken() {
    return stage.once(
        "revoked token",
        () -> {
          Answer token =
              token(stage.project(), "\"" + stage.environment() + "\"", TokenAccess.READ, "");
          Stage.done(stage.owner().delete("service-tokens/" + token.text("/id")));
          return token.text("/token");
        });
  }

  String expiredToken() {
    return stage.once(
        "expired token",
        () ->
            expired(
                token(
                    stage.project(),
                    "\"" + stage.environment() + "\"",
                    TokenAccess.READ,
                    ",\"expires_at\":\"" + soon() + "\"")));
  }

  /** One that may be used from where nobody of the stage is. */
  String tokenOfAnotherNetwork() {
    return stage.once(
        "token of another network",
        () ->
            token(
                    stage.project(),
                    "\"" + stage.environment() + "\"",
                    TokenAccess.WRITE,
                    ",\"allowed_cidrs\":[\"192.0.2.0/24\"]")
                .text("/token"));
  }

  private Answer token(String project, String environments, TokenAccess access, String more) {
    Answer answer =
        stage
            .owner()
            .post(
                "service-tokens",
                "{\"name\":\"a token\",\"project\":\"%s\",\"environments\":[%s],\"access\":\"%s\"%s}"
                    .formatted(project, environments, access.code(), more));
    Stage.done(answer);
    return answer;
  }

  /** A token of the owner's whose time is over. */
  String expired() {
    return stage.once(
        "expired",
        () ->
            stage.server().expiredToken(stage.owner(), stage.session(stage.owner())).orElseThrow());
  }

  /** A token of the owner's whose session has ended. */
  String revoked() {
    return stage.once(
        "revoked",
        () -> {
          Client again = stage.owner().as(stage.logIn().text("/access_token"));
          Stage.done(again.post("/api/v1/auth/logout", ""));
          return again.token();
        });
  }
}
