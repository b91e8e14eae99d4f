package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.Client;
import dev.cofferdam.adapters.http.Site;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
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
  private static final String OUTSIDER = "outsider";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Site server;
  private final Map<String, Object> made = new HashMap<>();
  private final int number = NUMBERS.incrementAndGet();
  private final String names;
  private final Credentials credentials = new Credentials(this);

  /**
   * @param names what distinguishes the names of its things from those of other stages
   */
  private Stage(Site server, String names) {
    this.server = server;
    this.names = names;
  }

  static Stage fresh(Site server) {
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

  Site server() {
    return server;
  }

  /** What the names of its things begin with. */
  String names() {
    return names;
  }

  Credentials credentials() {
    return credentials;
  }

  /** What was made before under this name, or is made now. */
  @SuppressWarnings("unchecked") // each name stands for one type
  synchronized <T> T once(String what, Supplier<T> make) {
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

  /** A person who was a member, until the owner removed them. */
  Client removed() {
    return once(
        OUTSIDER + " removed",
        () -> {
          Client person = server.member(owner(), "Rae" + number, Role.ADMIN.code());
          credentials.key(person, Credentials.usefulTo(Role.ADMIN));
          done(owner().delete("members/" + person.user()));
          return person;
        });
  }

  /** A person whom another issuer vouches for, and who is nobody here. */
  Client vouchedOutsider() {
    return once(OUTSIDER + " vouched", () -> vouched("user_o" + UUID.randomUUID()));
  }

  /** One who is a member. */
  Client vouchedMember() {
    return once(
        "vouched",
        () -> {
          Client person = vouched("user_m" + UUID.randomUUID());
          server.join(person, org(), Role.MEMBER);
          return person;
        });
  }

  private Client vouched(String subject) {
    String token = server.personsToken(subject, freshEmail());
    Answer me = new Client(server, token, "", "", "").get("/api/v1/me");
    done(me);
    return new Client(
        server, token, me.text("/orgs/0/id"), me.text("/orgs/0/slug"), me.text("/user/email"));
  }

  Client outsider() {
    return once(OUTSIDER, () -> server.newcomer("Otto" + number));
  }

  String org() {
    return owner().org();
  }

  /** Has made what is made when it is first asked for, and what takes its time be over. */
  void settle() {
    done(owner().get("keys/public"));
    endedRun();
    other().endedRun();
    server.settleRotation(owner(), rotation());
    server.settleRotation(other().owner(), other().rotation());
    done(other().owner().get("keys/public"));
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

  /** A third environment of the project. */
  String spare() {
    return once("spare", () -> environment(project(), names + "-spare"));
  }

  /** When what is made now may end. */
  String tomorrow() {
    return Instant.now().plus(Duration.ofDays(1)).toString();
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

  String webhookEndpoint() {
    return once(
        "webhook endpoint",
        () -> {
          String body = "{\"url\":\"https://%s.example/hook\"}".formatted(names());
          return made(owner().post("webhook-endpoints", body), "/id");
        });
  }

  String delivery() {
    return once(
        "delivery",
        () -> made(owner().post("webhook-endpoints/" + webhookEndpoint() + "/test", ""), "/id"));
  }

  /** A run with the environment's secrets that nobody has taken up yet. */
  String run() {
    return once("run", this::newRun);
  }

  private String newRun() {
    String body = "{\"commands\":[\"true\"],\"project\":\"%s\",\"environment\":\"%s\"}";
    return made(owner().post("pipelines", body.formatted(project(), environment())), "/id");
  }

  /** The name of what {@link #run} left behind. */
  String artifact() {
    return once(
        "artifact",
        () -> {
          String name = "report-" + names + number + ".txt";
          server.leaveFile(owner(), run(), name);
          return name;
        });
  }

  /** A run that has ended. */
  String endedRun() {
    return once(
        "ended run",
        () -> {
          String run = newRun();
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
          return server.newestTokenTo(person.email(), OpaqueTokens.Kind.INVITATION.prefix());
        });
  }

  private static String invite(Client owner, String email) {
    return made(
        owner.post("invitations", "{\"email\":\"" + email + "\",\"role\":\"member\"}"), "/id");
  }

  /** The session that a person is signed in with; the owner's for who has none here. */
  String session(Client person) {
    return once(
        of(person, " session of "),
        () -> {
          String own = person.get("/api/v1/me/sessions").text("/items/0/id");
          return own.isEmpty() ? session(owner()) : own;
        });
  }

  /** The name of something of a person's. */
  synchronized String of(Client person, String what) {
    boolean outside =
        made.entrySet().stream()
            .anyMatch(each -> each.getKey().startsWith(OUTSIDER) && each.getValue().equals(person));
    return (outside ? OUTSIDER : "") + what + person.email();
  }

  Answer logIn() {
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
    return server.newestTokenTo(ownersEmail(), OpaqueTokens.Kind.VERIFY_EMAIL.prefix());
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
    return server.newestTokenTo(ownersEmail(), OpaqueTokens.Kind.RESET_PASSWORD.prefix());
  }

  static String made(Answer answer, String pointer) {
    done(answer);
    return answer.text(pointer);
  }

  static void done(Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException("the stage can't be set: " + answer);
    }
  }
}
