package dev.cofferdam.adapters.postgres.embedded;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/** The files of the embedded server: made once, and looked over before each start. */
final class PostgresCluster {
  static final String DATABASE = "cofferdam";

  private final EmbeddedPostgresSettings settings;

  PostgresCluster(EmbeddedPostgresSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes the cluster unless it is there: with its roles and its database, or not at all.
   *
   * @throws DatabaseUnusable when what is there is not ours to start
   */
  EmbeddedCredentials prepare(PostgresPrograms programs) throws IOException, InterruptedException {
    Path file = settings.home().resolve("credentials.json");
    if (Files.exists(settings.cluster())) {
      requireMajor();
      if (!Files.exists(file)) {
        throw new DatabaseUnusable(
            file
                + " is missing, and without its passwords the database can't be opened. Put it"
                + " back from a backup.");
      }
      return EmbeddedCredentials.read(file);
    }
    EmbeddedCredentials credentials = EmbeddedCredentials.random();
    credentials.write(file);
    create(programs, credentials);
    return credentials;
  }

  /** Whether the files are root's, and so this process is. */
  boolean requireOwner() throws IOException {
    Path mine = Files.createTempFile(settings.home(), "owner", "");
    try {
      UserPrincipal me = Files.getOwner(mine);
      if (Files.exists(settings.cluster())) {
        UserPrincipal owner = Files.getOwner(settings.cluster());
        if (!owner.equals(me)) {
          throw new DatabaseUnusable(
              settings.cluster()
                  + " belongs to the system user "
                  + owner.getName()
                  + ", and this process runs as "
                  + me.getName()
                  + ". Start it as "
                  + owner.getName()
                  + ", or give it another directory in COFFERDAM_DATA_DIR.");
        }
      }
      return Files.getAttribute(mine, "unix:uid").equals(0);
    } finally {
      Files.delete(mine);
    }
  }

  private void requireMajor() throws IOException {
    Path file = settings.cluster().resolve("PG_VERSION");
    String found = Files.exists(file) ? Files.readString(file).strip() : "something else";
    if (!found.equals(PostgresBinaries.MAJOR)) {
      throw new DatabaseUnusable(
          settings.cluster()
              + " was written by PostgreSQL "
              + found
              + ", and this release runs "
              + PostgresBinaries.MAJOR
              + ". Back it up with the release that wrote it and restore it into an empty directory.");
    }
  }

  private void create(PostgresPrograms programs, EmbeddedCredentials credentials)
      throws IOException, InterruptedException {
    Path unfinished = settings.home().resolve("cluster.new");
    Folders.delete(unfinished);
    Path password =
        Files.createTempFile(
            settings.home(),
            "initdb",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(password, credentials.superuser() + "\n");
      programs.run("initdb", initdb(unfinished, password), "");
    } finally {
      Files.delete(password);
    }
    programs.run("postgres", single(unfinished), bootstrap(credentials));
    Files.move(unfinished, settings.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> initdb(Path cluster, Path password) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + cluster,
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // PostgreSQL's own rules, so that an upgrade of the system can't reorder an index.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
    if (!settings.durable()) {
      arguments.add("--no-sync");
    }
    return arguments;
  }

  /** A server without connections, for the one who has the files. */
  private List<String> single(Path cluster) {
    return List.of(
        "--single",
        "-D",
        cluster.toString(),
        "-c",
        "exit_on_error=on",
        "-c",
        "log_min_error_statement=panic",
        "-c",
        "fsync=" + (settings.durable() ? "on" : "off"),
        "postgres");
  }

  /** One statement a line; the passwords are hexadecimal and need no quoting. */
  private static String bootstrap(EmbeddedCredentials credentials) {
    return String.join(
        "\n",
        role("cofferdam_owner", credentials.owner()),
        role("cofferdam_app", credentials.app()),
        role("cofferdam_system", credentials.system()),
        "create database " + DATABASE + " owner cofferdam_owner",
        "revoke all on database " + DATABASE + " from public",
        "grant connect on database " + DATABASE + " to cofferdam_app, cofferdam_system",
        "");
  }

  private static String role(String name, String password) {
    return "create role " + name + " login password '" + password + "'";
  }
}
