package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The rules that hold for every table, read from the database's own catalogue. */
class CatalogueTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private static final String TABLES =
      """
      with tables as (
        select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
          coalesce(obj_description(c.oid, 'pg_class'), '') as comment
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      ), tenant as (
        select * from tables where comment not like 'rls-exempt: %'
      )
      """;

  @Test
  void looksAtEveryTableThereIs() {
    assertThat(list("select relname from tables"))
        .hasSizeGreaterThanOrEqualTo(24)
        .contains("ledger_heads", "secret_versions", "log_chunks", "users");
    assertThat(list("select relname from tenant")).hasSizeGreaterThanOrEqualTo(14);
  }

  @Test
  void everyTableIsBoundToTheOrgOrSaysWhyNot() {
    assertThat(
            list("select relname from tenant where not (relrowsecurity and relforcerowsecurity)"))
        .as("tenant tables without forced row level security")
        .isEmpty();
    assertThat(
            list(
                """
                select relname from tenant t where not exists (
                  select from pg_policies p
                  where p.tablename = t.relname and 'cofferdam_app' = any(p.roles)
                    and p.cmd = 'ALL' and p.qual like '%org_id = %app.org%')
                """))
        .as("tenant tables without the policy of the application's role")
        .isEmpty();
    assertThat(
            list(
                """
                select distinct permissive || ' ' || qual || coalesce(' with ' || with_check, '')
                from pg_policies where policyname = 'tenant'
                """))
        .as("what these policies say, which is the same for all")
        .containsExactly(
            "PERMISSIVE (org_id = ( SELECT (NULLIF(current_setting('app.org'::text, true),"
                + " ''::text))::uuid AS \"nullif\"))");
    assertThat(list("select relname from tables where comment ~ '^rls-exempt: .{0,30}$'"))
        .as("exemptions without a reason")
        .isEmpty();
  }

  @Test
  void theApplicationHasNoOtherPoliciesThanThatOfItsOrgAndThoseOfTheGroupCommit() {
    assertThat(
            list(
                """
                select tablename || ' ' || policyname || ' ' || cmd from pg_policies
                where roles && array['cofferdam_app', 'public']::name[] and policyname <> 'tenant'
                order by 1
                """))
        .containsExactly(
            "audit_entries group_commit_adds INSERT",
            "environments group_commit_moves UPDATE",
            "environments group_commit_reads SELECT",
            "ledger_heads group_commit_moves UPDATE",
            "ledger_heads group_commit_reads SELECT",
            "org_events group_commit_adds INSERT",
            "secret_proofs group_commit_adds INSERT",
            "secret_reads group_commit_adds INSERT",
            "secret_reads group_commit_moves UPDATE",
            "secret_reads group_commit_reads SELECT",
            "secret_versions group_commit_adds INSERT",
            "secrets group_commit_moves UPDATE",
            "secrets group_commit_reads SELECT",
            "usage_records group_commit_adds INSERT",
            "webhook_endpoints group_commit_reads SELECT");
    assertThat(
            list(
                """
                select policyname from pg_policies where policyname like 'group_commit%'
                  and coalesce(qual, with_check) not like
                    '(org_id = ANY (( SELECT (string_to_array(current_setting(''app.orgs''%'
                """))
        .as("policies of the group commit that are not bound to the orgs that it names")
        .isEmpty();
  }

  @Test
  void everyTenantKeyStartsWithTheOrg() {
    assertThat(
            list(
                """
                select relname from tenant t where not exists (
                  select from pg_constraint k join pg_attribute a
                    on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                  where k.conrelid = t.oid and k.contype = 'p' and a.attname = 'org_id')
                """))
        .isEmpty();
  }

  @Test
  void everyUniqueKeyOfATenantCarriesTheOrg() {
    assertThat(
            list(
                """
                select k.conname from tenant t join pg_constraint k on k.conrelid = t.oid
                where k.contype = 'u' and not exists (
                  select from pg_attribute a where a.attrelid = k.conrelid
                    and a.attnum = any(k.conkey) and a.attname = 'org_id')
                """))
        .isEmpty();
  }

  @Test
  void everyReferenceOfATenantCarriesTheOrg() {
    assertThat(
            list(
                """
                select k.conname from tenant t join pg_constraint k on k.conrelid = t.oid
                where k.contype = 'f' and not exists (
                  select from generate_subscripts(k.conkey, 1) i
                  join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = k.conkey[i]
                  join pg_attribute theirs
                    on theirs.attrelid = k.confrelid and theirs.attnum = k.confkey[i]
                  where mine.attname = 'org_id' and theirs.attname = 'org_id')
                """))
        .isEmpty();
  }

  @Test
  void onlyTheOwnerOwnsAnything() {
    assertThat(
            list(
                """
                select relname from tables where relowner <> 'cofferdam_owner'::regrole
                union all
                select proname from pg_proc
                where pronamespace = 'public'::regnamespace
                  and proowner <> 'cofferdam_owner'::regrole
                """))
        .isEmpty();
  }

  @Test
  void everyFunctionThatActsAsTheOwnerIsKnownAndClosed() {
    assertThat(
            list(
                """
                select proname from pg_proc
                where pronamespace = 'public'::regnamespace and prosecdef order by 1
                """))
        .containsExactly(
            "api_key_of",
            "api_keys_of",
            "is_open",
            "orgs_of",
            "role_in_deleted",
            "role_of",
            "service_token_for_exchange",
            "service_token_of");
    assertThat(
            list(
                """
                select proname from pg_proc
                where pronamespace = 'public'::regnamespace and prosecdef
                  and (not 'search_path=""' = any(proconfig)
                    or has_function_privilege('cofferdam_system', oid, 'execute'))
                """))
        .isEmpty();
  }

  @Test
  void historyCanBeAddedToAndNeverChanged() {
    String[] appendOnly = {
      "audit_entries",
      "audit_checkpoints",
      "audit_anchors",
      "org_events",
      "usage_records",
      "log_chunks",
      "run_secrets",
      "run_reach",
      "signing_keys",
      "secret_proofs",
      "environment_states",
      "project_states"
    };
    for (String table : appendOnly) {
      assertThat(
              list(
                  "select p from unnest(array['update', 'delete', 'truncate']) p"
                      + " where has_table_privilege('cofferdam_app', '"
                      + table
                      + "', p) or has_any_column_privilege('cofferdam_app', '"
                      + table
                      + "', 'update')"))
          .as(table)
          .isEmpty();
    }
  }

  /** Sealing a version anew under another key is all that may become of it. */
  @Test
  void ofAVersionNothingButItsSealMayChange() {
    assertThat(
            list(
                """
                select a.attname from pg_attribute a
                where a.attrelid = 'secret_versions'::regclass and a.attnum > 0
                  and has_column_privilege('cofferdam_app', a.attrelid, a.attnum, 'update')
                """))
        .containsExactly("sealed");
    assertThat(
            list(
                "select p from unnest(array['update', 'delete', 'truncate']) p"
                    + " where has_table_privilege('cofferdam_app', 'secret_versions', p)"))
        .isEmpty();
  }

  /** Keysets are wrapped anew; which there are and whose they are stays. */
  @Test
  void theSystemRoleReadsNoKeyset() {
    assertThat(
            list(
                """
                select relname from tables
                where relname in ('org_keys', 'person_keys', 'instance_keys')
                  and (has_column_privilege('cofferdam_system', oid, 'wrapped_keyset', 'select')
                    or has_any_column_privilege('cofferdam_system', oid, 'update'))
                """))
        .isEmpty();
  }

  @Test
  void theSystemRoleReachesOnlyWhatIsOverAllOrgs() {
    assertThat(
            list(
                """
                select relname from tables
                where has_any_column_privilege('cofferdam_system', oid, 'select') order by 1
                """))
        .containsExactly(
            "audit_anchors",
            "audit_checkpoints",
            "audit_entries",
            "contents",
            "deliveries",
            "instance_keys",
            "invitations",
            "key_rotations",
            "ledger_heads",
            "org_events",
            "org_keys",
            "outbox",
            "person_keys",
            "retired_master_keys",
            "run_turns",
            "runs",
            "secret_reads",
            "signing_keys",
            "unproven_orgs",
            "workers");
  }

  private static List<String> list(String query) {
    return DATABASE
        .superuser()
        .withHandle(h -> h.createQuery(TABLES + query).mapTo(String.class).list());
  }
}
