package dev.cofferdam.app.demo;

import dev.cofferdam.app.wiring.DockerEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What the demo runs pipelines in: Docker where an engine answers, else local processes, said
 * loudly.
 *
 * @param setting the value for {@code runs.runtime}
 */
record DemoRuntime(String setting, String description) {
  static DemoRuntime choose(PrintStream out) throws IOException, InterruptedException {
    String asked = System.getenv().getOrDefault("COFFERDAM_RUNTIME", "auto");
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    if (asked.equals("process")) {
      return process(out, "COFFERDAM_RUNTIME=process asks for it");
    }
    DockerEngine engine = new DockerEngine(host);
    if (!engine.answers()) {
      if (asked.equals("docker")) {
        throw new IOException("COFFERDAM_RUNTIME=docker, but no Docker engine answers at " + host);
      }
      return process(out, "no Docker engine answers at " + host);
    }
    if (!engine.hasImage(image())) {
      out.println(
          "Making the sandbox image, once; without an image registry this takes a minute or two ...");
      engine.buildImage(Path.of(System.getProperty("cofferdam.home", ".")), out);
    }
    return new DemoRuntime("docker", "hardened Docker containers");
  }

  private static String image() {
    return System.getenv().getOrDefault("COFFERDAM_DEFAULT_IMAGE", "cofferdam/sandbox:1");
  }

  private static DemoRuntime process(PrintStream out, String why) {
    out.println();
    out.println("  !! Pipelines run as LOCAL PROCESSES, because " + why + ".");
    out.println(
        "  !! They can read this machine's files and are isolated far less than in a container.");
    out.println(
        "  !! Good enough for a look; for anything else install Docker and start this again.");
    out.println();
    return new DemoRuntime("process", "local processes");
  }
}
