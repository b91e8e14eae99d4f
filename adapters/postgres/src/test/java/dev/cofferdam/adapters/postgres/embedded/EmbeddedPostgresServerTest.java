package dev.cofferdam.adapters.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cofferdam.adapters.postgres.DatabaseUnusable;
import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.adapters.postgres.TestBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerTest {
  /** A data directory that a server has been started on, to be copied: making one takes seconds. */
  @TempDir private static Path used;

  @TempDir private Path dataDir;

  @BeforeAll
  static void startOnce() {
    EmbeddedPostgresServer.start(quick(used)).close();
  }

  /** Begins with the files of an earlier start. */
  private void startedBefore() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(used.resolve("postgres"))) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.copy(file, dataDir.resolve(used.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void keepsItsDataAndItsPortOverARestart() throws Exception {
    startedBefore();
    int port;
    try (EmbeddedPostgresServer server = start()) {
      port = server.port();
      on(server.owner()).useHandle(h -> h.execute("create table kept as select 42 as answer"));
    }

    try (EmbeddedPostgresServer server = start()) {
      assertThat(one(server.owner(), "select answer from kept")).isEqualTo("42");
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void isDurableAndAsksEverybodyForAPassword() throws Exception {
    startedBefore();
    try (EmbeddedPostgresServer server = startDurable()) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
      assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(server, "full_page_writes")).isEqualTo("on");
      assertThat(one(server.superuser("postgres"), "select count(*) from pg_hba_file_rules"))
          .isEqualTo(
              one(
                  server.superuser("postgres"),
                  "select count(*) from pg_hba_file_rules where auth_method = 'scram-sha-256'"));
      for (DatabaseUrl url : List.of(server.app(), server.superuser("postgres"))) {
        DatabaseUrl guessed =
            DatabaseUrl.loopback(server.port(), "cofferdam", url.user(), "postgres");
        assertThatThrownBy(() -> one(guessed, "select 1"))
            .rootCause()
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      }
    }
  }

  @Test
  void listensOnTheLoopbackAlone() throws Exception {
    startedBefore();
    try (EmbeddedPostgresServer server = start()) {
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
              .toList();
      assertThat(others.stream().filter(address -> answers(address, server.port()))).isEmpty();
      assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(server, "unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void keepsItsPasswordsToItself() throws Exception {
    Path file = dataDir.resolve("postgres/credentials.json");
    try (EmbeddedPostgresServer server = start()) {
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(dataDir.resolve("postgres"))).isEqualTo("rwx------");
      assertThat(server.app() + " " + server).doesNotContain(server.app().password());
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    start().close();

    assertThat(permissions(file)).isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(dataDir.resolve("postgres"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .as("no password file of initdb stays")
          .containsExactlyInAnyOrder("cluster", "credentials.json", "port", "server.log");
    }
  }

  @Test
  void refusesASecondServerInThisProcess() throws Exception {
    startedBefore();
    try (EmbeddedPostgresServer server = start()) {
      assertRefused("already (process " + ProcessHandle.current().pid() + ")");
      assertRefused("already (process " + ProcessHandle.current().pid() + ")");
      assertThat(one(server.app(), "select 1")).isEqualTo("1");
    }
    start().close();
  }

  @Test
  void refusesASecondServerInAnotherProcess() throws Exception {
    startedBefore();
    try (ServerInAnotherJvm first = ServerInAnotherJvm.start(dataDir)) {
      assertRefused("already (process " + first.pid() + ")");
      try (ServerInAnotherJvm third = ServerInAnotherJvm.start(dataDir)) {
        assertThat(third.said()).contains("already (process " + first.pid() + ")");
      }
      assertThat(first.postgres().isAlive()).isTrue();
    }
  }

  @Test
  void stopsWithItsProcess() throws Exception {
    startedBefore();
    ProcessHandle postgres;
    try (ServerInAnotherJvm jvm = ServerInAnotherJvm.start(dataDir)) {
      postgres = jvm.postgres();
      jvm.terminate();
    }

    assertThat(postgres.isAlive()).isFalse();
    assertThat(Files.readString(dataDir.resolve("postgres/server.log")))
        .contains("database system is shut down");
  }

  @Test
  void replacesTheServerOfAKilledProcess() throws Exception {
    startedBefore();
    ProcessHandle orphan;
    try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(dataDir)) {
      orphan = killed.postgres();
      writeAsOwner();
      killed.kill();
    }
    assertThat(orphan.isAlive()).as("killing a process leaves its server behind").isTrue();

    try (EmbeddedPostgresServer server = start()) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(server.pid()).isNotEqualTo(orphan.pid());
      assertThat(one(server.owner(), "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void knowsItsServerUnderAnotherNameOfTheDirectory(@TempDir Path elsewhere) throws Exception {
    startedBefore();
    ProcessHandle orphan;
    try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(dataDir)) {
      orphan = killed.postgres();
      killed.kill();
    }
    Path alias = Files.createSymbolicLink(elsewhere.resolve("alias"), dataDir);

    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(quick(alias))) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(one(server.app(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void unpacksItsProgramsOnceForAllWhoStartAtOnce(@TempDir Path binaries) throws Exception {
    List<Path> homes =
        Stream.of("one", "two")
            .parallel()
            .map(
                name -> {
                  try {
                    return PostgresBinaries.unpack(binaries);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .distinct()
            .toList();

    assertThat(homes).hasSize(1);
    assertThat(homes.get(0).resolve("bin/postgres")).isExecutable();
    try (Stream<Path> left = Files.list(binaries)) {
      assertThat(left).containsExactlyElementsOf(homes);
    }
  }

  @Test
  void recoversWhenBothWereKilled() throws Exception {
    startedBefore();
    try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(dataDir)) {
      ProcessHandle postgres = killed.postgres();
      writeAsOwner();
      killed.kill();
      postgres.destroyForcibly();
      postgres.onExit().get();
    }

    try (EmbeddedPostgresServer server = start()) {
      assertThat(one(server.owner(), "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void doesNotTakeAStrangerForItsServer() throws Exception {
    startedBefore();
    long stranger = ProcessHandle.current().pid();
    Files.writeString(
        dataDir.resolve("postgres/cluster/postmaster.pid"),
        stranger + "\n" + dataDir + "\n1\n1\n\n127.0.0.1\n1 1\nready\n");

    start().close();

    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void takesAnotherPortWhereItsOwnIsTaken() throws Exception {
    startedBefore();
    int port;
    try (EmbeddedPostgresServer server = start()) {
      port = server.port();
    }
    try (java.net.ServerSocket taken = new java.net.ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      try (EmbeddedPostgresServer server = start()) {
        assertThat(server.port()).isNotEqualTo(port);
        assertThat(one(server.app(), "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void refusesAnotherMajorVersion() throws Exception {
    startedBefore();
    Files.writeString(dataDir.resolve("postgres/cluster/PG_VERSION"), "17\n");

    assertRefused("was written by PostgreSQL 17, and this release runs 18");
  }

  @Test
  void refusesTheFilesOfAnotherSystemUser() throws Exception {
    startedBefore();
    Path cluster = dataDir.resolve("postgres/cluster");
    assumeThat(Files.getAttribute(cluster, "unix:uid")).as("only root gives away").isEqualTo(0);
    Files.setOwner(
        cluster,
        cluster.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertRefused("belongs to the system user nobody, and this process runs as root");
  }

  @Test
  void refusesToGoOnWithoutItsPasswords() throws Exception {
    startedBefore();
    Path file = dataDir.resolve("postgres/credentials.json");
    String kept = Files.readString(file);
    Files.writeString(file, kept.substring(0, 100));
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(this::start)
        .withMessageContaining("credentials.json")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(kept.substring(15, 60)))
        .withNoCause();

    Files.delete(file);

    assertRefused("credentials.json is missing");
  }

  @Test
  void beginsAgainAfterAFirstStartThatWasCutOff() throws Exception {
    Path half = dataDir.resolve("postgres/cluster.new");
    Files.createDirectories(half.resolve("base"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");

    try (EmbeddedPostgresServer server = start()) {
      assertThat(one(server.app(), "select 1")).isEqualTo("1");
    }
    assertThat(half).doesNotExist();
  }

  @Test
  void saysWhyItDoesNotStart() throws Exception {
    startedBefore();
    Files.writeString(dataDir.resolve("postgres/cluster/postgresql.conf"), "no_such_setting = 1\n");

    assertRefused("no_such_setting");
    Files.writeString(dataDir.resolve("postgres/cluster/postgresql.conf"), "");
    start().close();
  }

  @Test
  void runsTheVersionThatTheBuildPins() throws Exception {
    startedBefore();
    try (EmbeddedPostgresServer server = start()) {
      assertThat(setting(server, "server_version")).isEqualTo(PostgresBinaries.VERSION);
    }
  }

  /** Without fsync, which takes seconds at the first start and after a crash. */
  private static EmbeddedPostgresSettings quick(Path dataDir) {
    return new EmbeddedPostgresSettings(dataDir, TestBinaries.folder(), false, Duration.ZERO);
  }

  private EmbeddedPostgresServer start() {
    return EmbeddedPostgresServer.start(quick(dataDir));
  }

  private EmbeddedPostgresServer startDurable() {
    return EmbeddedPostgresServer.start(ServerInAnotherJvm.durable(dataDir));
  }

  private void assertRefused(String why) {
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(this::start)
        .withMessageContaining(why);
  }

  private void writeAsOwner() throws IOException {
    int port = Integer.parseInt(Files.readString(dataDir.resolve("postgres/port")).strip());
    EmbeddedCredentials credentials =
        EmbeddedCredentials.read(dataDir.resolve("postgres/credentials.json"));
    on(DatabaseUrl.loopback(port, "cofferdam", "cofferdam_owner", credentials.owner()))
        .useHandle(h -> h.execute("create table kept as select 42 as answer"));
  }

  private static String setting(EmbeddedPostgresServer server, String name) {
    return one(server.superuser("postgres"), "select current_setting('" + name + "')");
  }

  private static String one(DatabaseUrl url, String sql) {
    return on(url).withHandle(h -> h.createQuery(sql).mapTo(String.class).one());
  }

  private static Jdbi on(DatabaseUrl url) {
    return Jdbi.create(url.connections());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
