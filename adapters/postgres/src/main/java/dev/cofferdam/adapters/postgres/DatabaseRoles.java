package dev.cofferdam.adapters.postgres;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Makes sure that row level security binds the roles that the server works as. A role that owns a
 * table, is a superuser or has BYPASSRLS, by itself or through a role that it is a member of, could
 * see every tenant whatever the policies say.
 */
public final class DatabaseRoles {
  private final Jdbi app;
  private final Jdbi system;

  /**
   * @param app the pool that serves requests
   * @param system the pool for what is over all orgs
   */
  public DatabaseRoles(Jdbi app, Jdbi system) {
    this.app = app;
    this.system = system;
  }

  /**
   * @throws DatabaseUnusable when a role may more than it should, or less than it needs
   */
  public void check() {
    check(app, "cofferdam_app", "cofferdam_system");
    check(system, "cofferdam_system", "cofferdam_app");
  }

  private static void check(Jdbi jdbi, String needed, String forbidden) {
    try {
      jdbi.useHandle(handle -> check(handle, needed, forbidden));
    } catch (JdbiException e) {
      throw new DatabaseUnusable(
          "the database can't be reached as " + needed + ": " + e.getMessage(), e);
    }
  }

  private static void check(Handle handle, String needed, String forbidden) {
    String user = one(handle, "select current_user");
    List<String> powers =
        handle
            .createQuery(
                """
                select rolname || case when rolsuper then ' (superuser)' else ' (BYPASSRLS)' end
                from pg_roles
                where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'MEMBER')
                """)
            .mapTo(String.class)
            .list();
    if (!powers.isEmpty()) {
      throw refused(user, "acts with the rights of " + String.join(", ", powers), needed);
    }
    List<String> owned =
        handle
            .createQuery(
                """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
                  and pg_has_role(current_user, c.relowner, 'MEMBER')
                order by 1 limit 3
                """)
            .mapTo(String.class)
            .list();
    if (!owned.isEmpty()) {
      throw refused(user, "owns the table " + String.join(", ", owned), needed);
    }
    if (isMember(handle, forbidden)) {
      throw refused(user, "has the rights of " + forbidden + " too", needed);
    }
    if (!isMember(handle, needed)) {
      throw refused(user, "has not the rights of " + needed, needed);
    }
  }

  private static boolean isMember(Handle handle, String role) {
    return handle
        .createQuery(
            """
            select coalesce(
              (select pg_has_role(current_user, oid, 'MEMBER') from pg_roles where rolname = :role),
              false)
            """)
        .bind("role", role)
        .mapTo(Boolean.class)
        .one();
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }

  private static DatabaseUnusable refused(String user, String why, String needed) {
    return new DatabaseUnusable(
        "the database role %s %s. Let the server connect as a role that is a member of %s and of"
                .formatted(user, why, needed)
            + " nothing else, and migrate as cofferdam_owner (docs/operate/postgres.md has the"
            + " statements).");
  }
}
