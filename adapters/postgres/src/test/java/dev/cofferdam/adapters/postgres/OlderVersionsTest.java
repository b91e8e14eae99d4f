package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.EnvironmentTree.Past;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Secrets that were written before there were changes, branches and settings are brought along. */
class OlderVersionsTest {
  /** Takes the database back to where it was before those migrations. */
  private static final List<String> BACK =
      List.of(
          "delete from flyway_schema_history where version in ('202611290056', '202611290057')",
          "drop table environment_settings",
          "alter table secrets add column deleted boolean not null default false",
          "alter table secrets drop column state",
          "drop index secret_versions_by_time",
          "alter table secret_versions drop column change, drop column environment_version,"
              + " alter column sealed set not null",
          "drop index environments_names, environments_branches",
          "alter table environments drop column parent_id, drop column changed_at,"
              + " drop column deleted_at,"
              + " drop constraint environments_org_id_project_id_environment_id_key,"
              + " add constraint environments_org_id_project_id_name_key"
              + " unique (org_id, project_id, name)",
          "drop index projects_names",
          "alter table projects drop column deleted_at,"
              + " add constraint projects_org_id_name_key unique (org_id, name)");

  @AutoClose private final TestDatabase database = TestDatabase.create();
  private final JdbiWorld world = new JdbiWorld(database, Clock.systemUTC());
  private final Fixtures given = new Fixtures(world);
  private final UserId ada = given.user();
  private final OrgId org = given.org(ada);
  private final Environment prod = given.environment(org);

  @Test
  void areNumberedInTheOrderOfTheirTimes() {
    StoredSecret first = put("B", 1);
    StoredSecret second = put("A", 1);
    StoredSecret third = put("A", 2);
    database.superuser().useHandle(handle -> BACK.forEach(handle::execute));
    database
        .superuser()
        .useHandle(handle -> handle.execute("update secrets set deleted = true where name = 'B'"));

    assertThat(new Migrations(database.ownerUrl()).run()).isEqualTo(2);

    assertThat(read(() -> world.secrets().overrides(org, List.of(prod.id()), Optional.empty())))
        .containsExactly(third);
    assertThat(read(() -> world.secrets().heads(org, prod.id(), List.of(new SecretName("B")))))
        .containsEntry(new SecretName("B"), new Head(1, false));
    for (StoredSecret each : List.of(first, second, third)) {
      assertThat(read(() -> world.tree().lineAt(org, prod.id(), each.version().updatedAt())))
          .extracting(Past::version)
          .containsExactly(List.of(first, second, third).indexOf(each) + 1L);
    }
    assertThat(read(() -> world.tree().line(org, prod.id())))
        .extracting(Environment::version, Environment::changedAt)
        .containsExactly(tuple(3L, third.version().updatedAt()));
    assertThat(put("B", 2)).as("and go on from there").isNotNull();
  }

  private StoredSecret put(String name, long version) {
    StoredSecret secret = given.newSecret(prod, name, version, ada);
    return world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              given.put(secret);
              return secret;
            });
  }

  private <T> T read(Supplier<T> work) {
    return world.ledger().read(Access.ofInstallation(org), work);
  }
}
