package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.vault.DeleteEnvironment.Branches;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who is a superuser of the database does to secrets and environments what they like. */
class VaultTamperingTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  /**
   * What entries don't commit to: who wrote it and why, the key that seals it, and when it began.
   */
  private static final List<String> FREE =
      List.of(
          "secret_versions.note",
          "secret_versions.updated_by",
          "secret_versions.key_id",
          "environments.created_at",
          "environments.changed_at",
          "projects.description",
          "projects.created_at");

  private VaultUnderWatch vault;

  @BeforeEach
  void live() {
    vault = new VaultUnderWatch(DATABASE);
    vault.createProject("other");
    vault.create("base");
    vault.create("prod", Optional.of("base"));
    vault.create("gone");
    vault.tick();
    vault.put("base", "A", "of the base");
    vault.put("prod", "A", "one");
    vault.put("prod", "A", "two");
    vault.tick();
    vault.put("prod", "A", "three");
    vault.change("prod", List.of("B", "C", "D"), "batch", Optional.empty());
    vault.drop("prod", "C", SecretChange.DELETE);
    vault.drop("prod", "D", SecretChange.HIDE);
    vault.put("gone", "A", "old");
    vault.protect("prod", true);
    vault.delete("gone", Branches.REFUSE);
    vault.createProject("dead");
    vault.deleteProject("dead");
    assertThat(vault.checkpoint().taken()).isEqualTo(1);
  }

  @Test
  void anHonestVaultIsProven() {
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.ok()).isTrue();
    assertThat(outcome.rows().firstBad()).isEmpty();
    assertThat(outcome.rows().uncommitted()).isZero();
    // 10 versions, 8 of them with a value; 3 environments, one protected, one deleted; 3 projects.
    assertThat(outcome.rows().compared()).isEqualTo(10 + 5 + 4);
    assertThat(outcome.rows().opened()).isEqualTo(8);
  }

  private static final String PROD =
      "environment_id = (select environment_id from environments where name = 'prod')";
  private static final String A3 = " where name = 'A' and version = 3 and " + PROD;

  static Stream<Arguments> tampering() {
    return Stream.of(
        row("secret:shop/prod/A@3", "delete from secret_versions" + A3),
        row(
            "secret:shop/prod/A@3",
            "delete from secret_versions" + A3,
            "update secrets set version = 2 where name = 'A' and " + PROD),
        row(
            "secret:shop/prod/A@3",
            "delete from secret_versions" + A3,
            "delete from secret_proofs" + A3,
            "update secrets set version = 2 where name = 'A' and " + PROD),
        row(
            "secret:shop/prod/A@3",
            "delete from secret_proofs" + A3,
            "update secrets set version = 2 where name = 'A' and " + PROD),
        row("secret:%/A@3", "update secrets set version = 2 where name = 'A' and " + PROD),
        row("secret:%/C@2", "update secrets set state = 'set' where name = 'C'"),
        row(
            "secret:shop/prod/D@2",
            "update secret_versions set change = 'delete' where change = 'hide'"),
        row(
            "secret:shop/prod/A@3",
            "update secret_versions v set sealed = o.sealed from secret_versions o"
                + " where v.name = 'A' and v.version = 3 and o.name = 'A' and o.version = 2"),
        row(
            "secret:shop/prod/A@2",
            "update secret_versions set updated_at = updated_at + interval '1 second'"
                + " where name = 'A' and version = 2"),
        row(
            "secret:shop/prod/A@2",
            "update secret_proofs p set entry_seq = o.entry_seq from secret_proofs o"
                + " where p.name = 'A' and o.name = 'A' and p.version + o.version = 5"),
        row(
            "org:%",
            "insert into secret_versions (org_id, environment_id, name, version, sealed, change,"
                + " note, updated_by, updated_at, environment_version)"
                + " select org_id, environment_id, name, 4, sealed, change, note, updated_by,"
                + " updated_at, environment_version from secret_versions"
                + A3,
            "update secrets set version = 4 where name = 'A' and " + PROD),
        row(
            "secret:shop/prod/A@3",
            "insert into secret_versions (org_id, environment_id, name, version, sealed, change,"
                + " note, updated_by, updated_at, environment_version)"
                + " select org_id, environment_id, name, 4, sealed, change, note, updated_by,"
                + " updated_at, environment_version from secret_versions"
                + A3,
            "insert into secret_proofs (org_id, environment_id, name, version, entry_seq,"
                + " fingerprint) select org_id, environment_id, name, 4, entry_seq, fingerprint"
                + " from secret_proofs"
                + A3,
            "update secrets set version = 4 where name = 'A' and " + PROD),
        row("environment:%", "update environments set is_protected = false where name = 'prod'"),
        row(
            "environment:shop/prod@7",
            "update environments set is_protected = false where name = 'prod'",
            "delete from environment_settings where is_protected",
            "delete from environment_states where is_protected"),
        row(
            "environment:shop/prod@7",
            "update environments set is_protected = false",
            "update environment_settings set is_protected = false",
            "update environment_states set is_protected = false"),
        row("environment:%", "update environments set parent_id = null where name = 'prod'"),
        row(
            "environment:%",
            "update environments set parent_id = (select environment_id from environments where"
                + " name = 'prod'), name = 'prod2' where name = 'base'"),
        row(
            "environment:%",
            "update environments set name = 'x' where name = 'prod'",
            "update environments set name = 'prod' where name = 'base'",
            "update environments set name = 'base' where name = 'x'"),
        row("environment:%", "update environments set deleted_at = null"),
        row(
            "environment:shop/gone@1",
            "update environments set deleted_at = null",
            "delete from environment_states where deleted_at is not null"),
        row("environment:%", "update environments set version = version - 1 where name = 'prod'"),
        row("environment:%", "delete from environment_settings where is_protected"),
        row(
            "environment:%",
            "insert into environment_settings select org_id, environment_id, 2, 'was', parent_id,"
                + " true, changed_at from environment_settings where name = 'prod' and version = 0"),
        row("secret:shop/gone/A@1", "delete from environments where name = 'gone'"),
        row("project:%", "update projects set deleted_at = null"),
        row(
            "project:dead",
            "update projects set deleted_at = null",
            "delete from project_states where deleted_at is not null"),
        row(
            "project:%",
            "update projects set name = 'x' where name = 'shop'",
            "update projects set name = 'shop' where name = 'other'",
            "update projects set name = 'other' where name = 'x'"),
        row(
            "secret:shop/%/A@1",
            "update environments set project_id = (select project_id from projects"
                + " where name = 'other')"));
  }

  private static Arguments row(String bad, String... statements) {
    return Arguments.of(bad, statements);
  }

  @ParameterizedTest
  @MethodSource("tampering")
  void whatIsPutBackIsFound(String bad, String[] statements) {
    vault.superuser(statements);
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.chain().ok()).isTrue();
    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.rows().firstBad().orElseThrow().resource()).matches(bad.replace("%", ".*"));
  }

  /** When the entries are gone that say what is so. */
  @ParameterizedTest
  @MethodSource("tampering")
  void whatIsPutBackIsFoundBehindAnAnchor(String bad, String[] statements) {
    assertThat(vault.trim()).isGreaterThan(10);
    assertThat(vault.verify().ok()).isTrue();
    vault.superuser(statements);
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.chain().ok()).isTrue();
    assertThat(outcome.rows().ok()).as(bad).isFalse();
  }

  /** Each column of each table, but for those that nobody commits to. */
  @Test
  void anyChangedColumnIsFound() {
    int changed = 0;
    for (String table :
        List.of(
            "secrets",
            "secret_versions",
            "secret_proofs",
            "environments",
            "environment_settings",
            "environment_states",
            "projects",
            "project_states")) {
      String all = String.join(", ", columns(table));
      for (String column : columns(table)) {
        if (FREE.contains(table + "." + column)) {
          continue;
        }
        vault.superuser(
            "create table kept as table " + table,
            "update %s set %s = %s where ctid = (select min(ctid) from %s)"
                .formatted(table, column, other(table, column), table));
        assertThat(vault.verify().rows().ok()).as(table + "." + column).isFalse();
        vault.superuser(
            "delete from " + table,
            "insert into %s (%s) select %s from kept".formatted(table, all, all),
            "drop table kept");
        changed++;
      }
    }
    assertThat(changed).isEqualTo(59);
    assertThat(vault.verify().ok()).as("everything is back").isTrue();
  }

  private static List<String> columns(String table) {
    return DATABASE
        .superuser()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select attname from pg_attribute
                        where attrelid = cast(:table as regclass) and attnum > 0
                          and attgenerated = '' and not attisdropped
                        """)
                    .bind("table", table)
                    .mapTo(String.class)
                    .list());
  }

  private static String other(String table, String column) {
    return switch (column) {
      case "state" -> "case state when 'set' then 'hidden' else 'set' end";
      case "change" -> "case change when 'set' then 'restore' else 'set' end";
      case "sealed", "fingerprint" ->
          "set_byte(%s, 9, get_byte(%s, 9) # 1)".formatted(column, column);
      case "version", "entry_seq", "environment_version" -> column + " + 1";
      case "is_protected" -> "not is_protected";
      case "was_protected" ->
          "not coalesce(was_protected, false), was_name = coalesce(was_name, 'was')";
      case "name" -> column + " || 'x'";
      case "was_name" ->
          "coalesce(was_name, '') || 'x'"
              + (table.equals("project_states")
                  ? ""
                  : ", was_protected = coalesce(was_protected, false)");
      case "updated_at", "changed_at", "deleted_at", "was_deleted_at" ->
          "coalesce(%s, now()) + interval '1 second'".formatted(column);
      default -> "gen_random_uuid()";
    };
  }

  /** A value that was the one of this version in another history, and opens there. */
  @Test
  void aValueOfAnotherHistoryIsFound() {
    SecretPlace place = place("A", 3);
    SecretValue forked = SecretValue.ofText("forked");
    String sealed = HexFormat.of().formatHex(vault.sealer.seal(place, forked).ciphertext());
    vault.superuser("update secret_versions set sealed = decode('" + sealed + "', 'hex')" + A3);
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .isEqualTo("secret:shop/prod/A@3");

    Fingerprint fingerprint = vault.sealer.fingerprint(place, SecretChange.SET, forked);
    vault.superuser(
        "update secret_proofs set fingerprint = decode('" + fingerprint.hex() + "', 'hex')" + A3);
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .isEqualTo("secret:shop/prod/A@3");
    vault.superuser("update secret_proofs set fingerprint = null" + A3);
    assertThat(vault.verify().rows().ok()).isFalse();
  }

  private SecretPlace place(String name, long version) {
    return vault
        .world
        .ledger()
        .read(
            vault.access(),
            () ->
                vault
                    .world
                    .secrets()
                    .overrides(
                        vault.org,
                        List.of(
                            vault.world.projects().list(vault.org, "", 10).stream()
                                .filter(project -> project.name().equals(VaultUnderWatch.shop()))
                                .flatMap(
                                    project ->
                                        vault
                                            .world
                                            .projects()
                                            .find(
                                                vault.org,
                                                project.id(),
                                                vault.at("prod").environment())
                                            .stream())
                                .findFirst()
                                .orElseThrow()
                                .id()),
                        Optional.of(new SecretName(name))))
        .stream()
        .map(StoredSecret::version)
        .map(found -> found.place())
        .filter(found -> found.version() == version)
        .findFirst()
        .orElseThrow();
  }

  /** What an honest change finds that was put there is not made honest by it. */
  @Test
  void anHonestChangeHidesNothing() {
    vault.superuser("update environments set is_protected = false where name = 'prod'");
    vault.rename("prod", "live");
    vault.protect("live", true);
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .startsWith("environment:");
  }

  @Test
  void anHonestChangeOfAProjectHidesNothing() {
    vault.superuser("update projects set name = 'stolen' where name = 'other'");
    vault.renameProject("stolen", "other");
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource()).startsWith("project:");
  }

  @Test
  void anHonestDeletionHidesNothing() {
    vault.superuser("update environments set deleted_at = null where name = 'gone'");
    vault.delete("gone", Branches.REFUSE);
    assertThat(vault.verify().rows().ok()).isFalse();
  }

  @Test
  void writingOnHidesNothing() {
    vault.superuser(
        "delete from secret_versions" + A3,
        "delete from secret_proofs" + A3,
        "update secrets set version = 2 where name = 'A' and " + PROD);
    vault.put("prod", "A", "another three");
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .isEqualTo("secret:shop/prod/A@3");
    assertThat(vault.trim()).isGreaterThan(10);
    assertThat(vault.verify().rows().ok()).isFalse();
  }

  /** Everything but the trail is as it was once; and then the trail too. */
  @Test
  void anOlderVaultIsFoundByTheTrailAndAnOlderDatabaseByTheCheckpoints() {
    List<String> tables =
        List.of(
            "secrets",
            "secret_versions",
            "secret_proofs",
            "environments",
            "environment_settings",
            "environment_states",
            "projects",
            "project_states");
    List<String> trail = List.of("audit_entries", "audit_checkpoints", "ledger_heads");
    tables.forEach(table -> vault.superuser("create table kept_" + table + " as table " + table));
    trail.forEach(table -> vault.superuser("create table kept_" + table + " as table " + table));
    vault.put("prod", "A", "four");
    vault.protect("prod", false);
    assertThat(vault.checkpoint().taken()).isEqualTo(1);
    assertThat(vault.verify().ok()).isTrue();

    tables.forEach(this::putBack);
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.chain().ok()).isTrue();
    assertThat(outcome.rows().firstBad().orElseThrow().resource())
        .isEqualTo("secret:shop/prod/A@4");

    trail.forEach(this::putBack);
    outcome = vault.verify();
    assertThat(outcome.rows().ok()).as("it fits together").isTrue();
    assertThat(outcome.chain().ok()).as("but it is not the newest").isFalse();
    tables.forEach(table -> vault.superuser("drop table kept_" + table));
    trail.forEach(table -> vault.superuser("drop table kept_" + table));
  }

  private void putBack(String table) {
    String all = String.join(", ", columns(table));
    vault.superuser(
        "delete from " + table,
        "insert into %s (%s) select %s from kept_%s".formatted(table, all, all, table));
  }

  /** Once an org is done, nobody has it commit to what they put there. */
  @Test
  void nothingIsCommittedToTwice() {
    vault.superuser(
        "delete from secret_proofs" + A3,
        "insert into unproven_orgs select org_id from ledger_heads");
    assertThat(vault.proveVault()).isZero();
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .isEqualTo("secret:shop/prod/A@3");
    assertThat(vault.trim()).isGreaterThan(10);
    vault.superuser("insert into unproven_orgs select org_id from ledger_heads");
    assertThat(vault.proveVault()).isZero();
    assertThat(vault.world.unprovenVault().orgs(Optional.empty(), 10)).isEmpty();
    assertThat(vault.verify().rows().ok()).isFalse();
  }

  @Test
  void anAnchorThatSaysNothingOfCommitmentsRemovesThem() {
    assertThat(vault.trim()).isGreaterThan(10);
    vault.superuser("delete from audit_anchors");
    assertThat(vault.verify().ok()).isFalse();
  }
}
