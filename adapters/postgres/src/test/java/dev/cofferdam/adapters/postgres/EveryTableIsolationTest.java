package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each tenant table that the catalogue knows, with a row of one org and a row of another: what the
 * application's role sees, changes and adds without any predicate, in one org, in the other, and in
 * none. A new table is in this test by itself.
 */
class EveryTableIsolationTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private static final UUID MINE = UUID.randomUUID();
  private static final UUID THEIRS = UUID.randomUUID();
  private static final String DENIED = "42501";

  /** Rows are made up, so nothing but the policies may judge them. */
  @BeforeAll
  static void fill() {
    DATABASE
        .superuser()
        .useHandle(
            handle -> {
              handle.execute("set session_replication_role = replica");
              for (String check :
                  handle
                      .createQuery(
                          """
                          select format('alter table %I drop constraint %I', c.relname, k.conname)
                          from pg_constraint k join pg_class c on c.oid = k.conrelid
                          where k.contype = 'c' and c.relnamespace = 'public'::regnamespace
                            and k.coninhcount = 0
                          """)
                      .mapTo(String.class)
                      .list()) {
                handle.execute(check);
              }

              for (String table : tenantTables().toList()) {
                add(handle, table, MINE);
                add(handle, table, THEIRS);
              }
            });
  }

  static Stream<String> tenantTables() {
    return list(
        DATABASE.superuser(),
        """
        select c.relname from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not c.relispartition and exists (
            select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id'
              and not a.attisdropped)
          and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'rls-exempt: %'
        order by 1
        """)
        .stream();
  }

  private static void add(Handle handle, String table, UUID org) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    handle
        .createQuery(
            """
            select attname, format_type(atttypid, null) as type from pg_attribute
            where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
              and attgenerated = '' and attidentity = ''
            """)
        .bind("table", table)
        .map((row, context) -> List.of(row.getString("attname"), row.getString("type")))
        .forEach(
            column -> {
              columns.add(column.get(0));
              values.add(column.get(0).equals("org_id") ? "'" + org + "'" : valueOf(column.get(1)));
            });
    handle.execute(
        "insert into %s (%s) values (%s)"
            .formatted(table, String.join(", ", columns), String.join(", ", values)));
  }

  private static String valueOf(String type) {
    return switch (type) {
      case "uuid" -> "gen_random_uuid()";
      case "text", "character varying" -> "'x'";
      case "integer", "bigint", "smallint", "numeric", "double precision" -> "1";
      case "boolean" -> "false";
      case "bytea" -> "decode(md5(random()::text), 'hex')";
      case "timestamp with time zone" -> "now()";
      case "date" -> "current_date";
      case "json", "jsonb" -> "'{}'";
      case "inet" -> "'::1'";
      case "cidr" -> "'::1/128'";
      default -> type.endsWith("[]") ? "'{}'" : unknownType(type);
    };
  }

  private static String unknownType(String type) {
    throw new AssertionError("say here what a made-up value of type " + type + " is");
  }

  @Test
  void looksAtEveryOne() {
    assertThat(tenantTables())
        .hasSizeGreaterThanOrEqualTo(25)
        .contains("ledger_heads", "secret_versions", "runs", "audit_entries", "service_tokens");
    List<String> rows =
        list(
            DATABASE.superuser(),
            tenantTables()
                .map(
                    table ->
                        "select '" + table + "' from " + table + " group by 1 having count(*) = 2")
                .collect(Collectors.joining(" union all ")));
    assertThat(rows).hasSameElementsAs(tenantTables().toList());
  }

  @ParameterizedTest
  @MethodSource("tenantTables")
  void isSeenInItsOwnOrgAlone(String table) {
    String sql = "select distinct org_id::text from " + table;
    assertThat(rows(Optional.of(MINE), sql)).isSubsetOf(MINE.toString());
    assertThat(rows(Optional.of(THEIRS), sql)).isSubsetOf(THEIRS.toString());
    assertThat(rows(Optional.of(UUID.randomUUID()), sql)).isEmpty();
    assertThat(rows(Optional.empty(), sql)).isEmpty();
    if (may("select", table)) {
      assertThat(rows(Optional.of(MINE), sql))
          .as("the policy shows what it should")
          .containsExactly(MINE.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("tenantTables")
  void isChangedInItsOwnOrgAlone(String table) {
    for (String sql : List.of("delete from " + table, changing(table))) {
      assertThat(changed(Optional.of(MINE), sql)).as(sql).isLessThanOrEqualTo(1);
      assertThat(changed(Optional.empty(), sql)).as(sql).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("tenantTables")
  void takesNoRowOfAnotherOrg(String table) {
    assertThat(stateOf(Optional.of(MINE), table, THEIRS)).isEqualTo(DENIED);
    assertThat(stateOf(Optional.empty(), table, THEIRS)).isEqualTo(DENIED);
    if (may("insert", table)) {
      assertThat(stateOf(Optional.of(MINE), table, MINE))
          .as("what a policy lets in can only be refused for something else")
          .isNotEqualTo(DENIED);
    }
  }

  /** An update of a column that the role may change, or of the org where it may change none. */
  private static String changing(String table) {
    String column =
        list(
                DATABASE.superuser(),
                """
                select attname from pg_attribute where attrelid = '%1$s'::regclass and attnum > 0
                  and not attisdropped and attgenerated = ''
                  and has_column_privilege('cofferdam_app', '%1$s', attname, 'update')
                """
                    .formatted(table))
            .stream()
            .findFirst()
            .orElse("org_id");
    return "update %s set %s = %s".formatted(table, column, column);
  }

  private static boolean may(String what, String table) {
    return DATABASE
        .superuser()
        .withHandle(
            handle ->
                handle
                    .createQuery("select has_column_privilege('cofferdam_app', :t, 'org_id', :w)")
                    .bind("t", table)
                    .bind("w", what)
                    .mapTo(Boolean.class)
                    .one());
  }

  /** Does something as the application's role, and takes it back. */
  private static <T> T in(Optional<UUID> org, Function<Handle, T> work) {
    return DATABASE
        .app()
        .withHandle(
            handle -> {
              handle.begin();
              try {
                org.ifPresent(
                    id ->
                        handle
                            .createQuery("select set_config('app.org', :org, true)")
                            .bind("org", id.toString())
                            .mapTo(String.class)
                            .one());
                return work.apply(handle);
              } finally {
                handle.rollback();
              }
            });
  }

  private static List<String> rows(Optional<UUID> org, String sql) {
    return in(org, handle -> rows(handle, sql));
  }

  private static int changed(Optional<UUID> org, String sql) {
    return in(org, handle -> changed(handle, sql));
  }

  private static String stateOf(Optional<UUID> org, String table, UUID ofRow) {
    return in(org, handle -> stateOf(handle, table, ofRow));
  }

  private static List<String> rows(Handle handle, String sql) {
    try {
      return handle.createQuery(sql).mapTo(String.class).list();
    } catch (JdbiException e) {
      assertThat(sqlStateOf(e)).as(sql).isEqualTo(DENIED);
      return List.of();
    }
  }

  private static int changed(Handle handle, String sql) {
    handle.execute("savepoint before");
    try {
      return handle.execute(sql);
    } catch (JdbiException e) {
      assertThat(sqlStateOf(e)).as(sql).isIn(DENIED, "23503");
      handle.execute("rollback to savepoint before");
      return 0;
    }
  }

  private static String stateOf(Handle handle, String table, UUID org) {
    try {
      handle.execute("insert into " + table + " (org_id) values ('" + org + "')");
      return "00000";
    } catch (JdbiException e) {
      return sqlStateOf(e);
    }
  }

  private static String sqlStateOf(JdbiException e) {
    return e.getCause() instanceof SQLException sql ? sql.getSQLState() : "none";
  }

  private static List<String> list(Jdbi jdbi, String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
