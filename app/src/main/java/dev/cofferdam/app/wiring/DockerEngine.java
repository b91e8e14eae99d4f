package dev.cofferdam.app.wiring;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.cofferdam.adapters.docker.runs.DockerSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The Docker engine as the front door sees it: does it answer, and has it the image that sandboxes
 * are made from?
 */
public final class DockerEngine {
  private final String host;

  /**
   * @param host as in DOCKER_HOST
   */
  public DockerEngine(String host) {
    this.host = host;
  }

  public boolean answers() {
    try (DockerClient client = DockerSandbox.connect(host)) {
      client.pingCmd().exec();
      return true;
    } catch (DockerException | IOException e) {
      return false;
    } catch (RuntimeException unreachable) {
      // docker-java throws the transport's I/O failures as plain RuntimeExceptions
      return false;
    }
  }

  public boolean hasImage(String image) throws IOException {
    try (DockerClient client = DockerSandbox.connect(host)) {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException missing) {
      return false;
    }
  }

  /** Makes the installation's own image with {@code sandbox/build}, which tells its progress. */
  public void buildImage(Path home, PrintStream out) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("sandbox/build").toString()).redirectErrorStream(true);
    builder.environment().put("DOCKER_HOST", host);
    Process build = builder.start();
    build.getOutputStream().close();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(build.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println("    " + line);
      }
    }
    if (build.waitFor() != 0) {
      throw new IOException("sandbox/build failed; what it printed says why");
    }
  }
}
