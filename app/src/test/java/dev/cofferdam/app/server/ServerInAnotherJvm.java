package dev.cofferdam.app.server;

import dev.cofferdam.app.CofferdamApplication;
import dev.cofferdam.app.RunningServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, to be killed. */
final class ServerInAnotherJvm implements AutoCloseable {
  private static final String LISTENS = "It listens on ";

  private final Process jvm;
  private final StringBuilder said = new StringBuilder();
  private final Thread reader;

  private ServerInAnotherJvm(Process jvm) {
    this.jvm = jvm;
    this.reader = new Thread(this::read, "output of server " + jvm.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * @param arguments the configuration file
   */
  public static void main(String[] arguments) throws Exception {
    RunningServer server = CofferdamApplication.start(arguments[0]);
    System.out.println(LISTENS + server.port() + ".");
  }

  static ServerInAnotherJvm start(Installation installation) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    installation.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ServerInAnotherJvm.class.getName());
    command.add(Installation.configFile());
    return new ServerInAnotherJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    byte[] buffer = new byte[8_192];
    try (InputStream output = jvm.getInputStream()) {
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        synchronized (said) {
          said.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
          said.notifyAll();
        }
      }
    } catch (IOException closed) {
      // It ended: whoever waits sees that.
    }
    synchronized (said) {
      said.notifyAll();
    }
  }

  /** Waits until it listens, and returns where. */
  String url() throws InterruptedException {
    synchronized (said) {
      while (true) {
        int at = said.indexOf(LISTENS);
        int end = at < 0 ? -1 : said.indexOf(".", at);
        if (end > 0) {
          return "http://127.0.0.1:" + said.substring(at + LISTENS.length(), end);
        }
        if (!reader.isAlive() && !jvm.isAlive()) {
          throw new IllegalStateException("the server did not start: " + said);
        }
        said.wait(200);
      }
    }
  }

  /** Waits until it ends, and returns all that it printed. */
  String lastWords() throws InterruptedException {
    jvm.waitFor();
    reader.join();
    synchronized (said) {
      return said.toString();
    }
  }

  int exitCode() {
    return jvm.exitValue();
  }

  long pid() {
    return jvm.pid();
  }

  /** SIGKILL, to this process alone. */
  void kill() {
    jvm.destroyForcibly().onExit().join();
  }

  /** Asks it to end, as a service manager does. */
  @Override
  public void close() {
    jvm.destroy();
    jvm.onExit().join();
  }
}
