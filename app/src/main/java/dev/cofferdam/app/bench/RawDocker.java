package dev.cofferdam.app.bench;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.cofferdam.adapters.docker.runs.DockerSandbox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a container costs that is created, started, waited for and removed with a sandbox's flags,
 * and nothing else.
 */
final class RawDocker implements AutoCloseable {
  private final DockerClient client;
  private final String image;

  RawDocker(String host, String image) {
    this.client = DockerSandbox.connect(host);
    this.image = image;
  }

  Sample measure(int rounds) {
    Sample sample = new Sample();
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      once();
      sample.addSince(began);
    }
    return sample;
  }

  private void once() {
    HostConfig flags =
        HostConfig.newHostConfig()
            .withMemory(2_048L << 20)
            .withMemorySwap(2_048L << 20)
            .withNanoCPUs(1_000_000_000L)
            .withPidsLimit(512L)
            .withNetworkMode("none")
            .withReadonlyRootfs(true)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withTmpFs(Map.of("/tmp", "rw,size=64m,nosuid"));
    String id =
        client
            .createContainerCmd(image)
            .withEntrypoint("/bin/sh", "-c", "echo hi")
            .withUser("65534:65534")
            .withHostConfig(flags)
            .exec()
            .getId();
    client.startContainerCmd(id).exec();
    client.waitContainerCmd(id).start().awaitStatusCode(60, TimeUnit.SECONDS);
    client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
