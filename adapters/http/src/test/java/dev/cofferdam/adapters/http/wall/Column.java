package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Client;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of caller.
 *
 * @param person whose things are their own
 * @param authorization the header's value; empty for none
 */
record Column(
    String name,
    Standing standing,
    Function<Stage, Client> person,
    Function<Stage, Optional<String>> authorization) {
  static final Column OUTSIDER = of("other org's owner", new Standing.Outsider(), Stage::outsider);
  static final Column OWNER = of(Role.OWNER);
  static final Column MEMBER = of(Role.MEMBER);

  /** All of them. */
  static List<Column> all() {
    return Stream.concat(
            Stream.of(
                nobody("no credential", "unauthenticated", stage -> Optional.empty()),
                nobody("malformed", "invalid_token", stage -> Optional.of("Bearer not.a.token")),
                nobody("no bearer", "invalid_token", stage -> Optional.of("Basic YTpi")),
                nobody(
                    "expired session",
                    "expired_token",
                    stage -> bearer(stage.credentials().expired())),
                nobody(
                    "revoked session",
                    "invalid_token",
                    stage -> bearer(stage.credentials().revoked())),
                nobody("malformed key", "invalid_token", stage -> bearer("cfd_nonsense")),
                nobody(
                    "expired key",
                    "expired_token",
                    stage -> bearer(stage.credentials().expiredKey())),
                nobody(
                    "revoked key",
                    "invalid_token",
                    stage -> bearer(stage.credentials().revokedKey())),
                nobody(
                    "expired token",
                    "expired_token",
                    stage -> bearer(stage.credentials().expiredToken())),
                nobody(
                    "revoked token",
                    "invalid_token",
                    stage -> bearer(stage.credentials().revokedToken())),
                nobody(
                    "job's own token",
                    "invalid_token",
                    stage -> bearer(stage.credentials().jobsToken())),
                new Column(
                    "token of another network",
                    new Standing.Nobody(403, "address_not_allowed"),
                    Stage::owner,
                    stage -> bearer(stage.credentials().tokenOfAnotherNetwork())),
                nobody(
                    "removed member's key",
                    "invalid_token",
                    stage -> bearer(stage.credentials().keyOfRemoved())),
                OUTSIDER,
                of("removed member", new Standing.Outsider(), Stage::removed),
                of(
                    "other issuer's person",
                    new Standing.Vouched(Optional.empty()),
                    Stage::vouchedOutsider),
                of(
                    "other issuer's person as a member",
                    new Standing.Vouched(Optional.of(Role.MEMBER)),
                    Stage::vouchedMember)),
            Stream.concat(
                Arrays.stream(Role.values()).map(Column::of), Stream.concat(keys(), tokens())))
        .toList();
  }

  private static Stream<Column> keys() {
    Set<Scope> all = Set.of(Scope.values());
    return Stream.concat(
        Arrays.stream(Scope.values()).map(scope -> key(scope.code(), Role.OWNER, Set.of(scope))),
        Stream.of(
            key("all scopes", Role.OWNER, all),
            key("all of theirs", Role.ADMIN, Credentials.usefulTo(Role.ADMIN)),
            key("all of theirs", Role.MEMBER, Credentials.usefulTo(Role.MEMBER)),
            new Column(
                "lowered admin's key",
                new Standing.Key(Role.MEMBER, Credentials.usefulTo(Role.ADMIN)),
                stage -> stage.insider(Role.MEMBER),
                stage -> bearer(stage.credentials().keyOfLowered())),
            elsewhere("key", stage -> stage.credentials().key(stage.owner(), all))));
  }

  private static Stream<Column> tokens() {
    Stream<Column> here =
        Arrays.stream(TokenAccess.values())
            .flatMap(
                access ->
                    Arrays.stream(Standing.Reach.values()).map(reach -> token(access, reach)));
    return Stream.concat(
        here,
        Stream.of(
            new Column(
                "exchanged token",
                new Standing.Token(TokenAccess.READ, Standing.Reach.HERE),
                Stage::owner,
                stage -> bearer(stage.credentials().shortToken())),
            elsewhere(
                "service token",
                stage -> stage.credentials().token(TokenAccess.WRITE, Standing.Reach.HERE))));
  }

  private static Column key(String name, Role role, Set<Scope> scopes) {
    return new Column(
        role.code() + "'s key for " + name,
        new Standing.Key(role, scopes),
        stage -> stage.insider(role),
        stage -> bearer(stage.credentials().key(stage.insider(role), scopes)));
  }

  private static Column token(TokenAccess access, Standing.Reach reach) {
    return new Column(
        access.code() + " token for " + reach.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        new Standing.Token(access, reach),
        Stage::owner,
        stage -> bearer(stage.credentials().token(access, reach)));
  }

  /** A credential of the third org's, which is nobody's here. */
  private static Column elsewhere(String what, Function<Stage, String> token) {
    return new Column(
        "other org's " + what,
        new Standing.Elsewhere(),
        Stage::owner,
        stage -> bearer(token.apply(stage.third())));
  }

  private static Column nobody(
      String name, String code, Function<Stage, Optional<String>> authorization) {
    return new Column(name, new Standing.Nobody(401, code), Stage::owner, authorization);
  }

  private static Column of(Role role) {
    return of(
        role.name().toLowerCase(Locale.ROOT),
        new Standing.Member(role),
        stage -> stage.insider(role));
  }

  private static Column of(String name, Standing standing, Function<Stage, Client> person) {
    return new Column(name, standing, person, stage -> bearer(person.apply(stage).token()));
  }

  private static Optional<String> bearer(String token) {
    return Optional.of("Bearer " + token);
  }

  /** The same with the credential of another stage, for where it doesn't matter whose it is. */
  Column from(Stage stage) {
    return new Column(name, standing, person, any -> authorization.apply(stage));
  }

  @Override
  public String toString() {
    return name;
  }
}
