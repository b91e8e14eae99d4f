package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.domain.ids.RunId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A process that runs one command in a sandbox and prints what the command prints. It is there to
 * be killed.
 */
final class SandboxCaller {
  private SandboxCaller() {}

  static List<String> arguments(
      SandboxFactory factory, String argument, RunId run, String command) {
    return List.of(
        SandboxCaller.class.getName(),
        factory.getClass().getName(),
        argument,
        run.toString(),
        Base64.getEncoder().encodeToString(command.getBytes(UTF_8)));
  }

  public static void main(String[] arguments) throws Exception {
    SandboxFactory factory =
        Class.forName(arguments[0]).asSubclass(SandboxFactory.class).getConstructor().newInstance();
    RunId run = new RunId(UUID.fromString(arguments[2]));
    String command = new String(Base64.getDecoder().decode(arguments[3]), UTF_8);
    factory
        .open(arguments[1])
        .run(
            SandboxContract.spec(run, command),
            Map.of(),
            event -> {
              if (event instanceof SandboxEvent.StepOutput output) {
                byte[] bytes = RecordedRun.bytes(output.bytes());
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
              }
            });
    System.exit(0);
  }
}
