package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.domain.vault.SecretValue;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures how fast logs are masked on one core: {@code java -cp target/classes:target/test-classes
 * dev.cofferdam.domain.runs.masking.MaskingThroughput}.
 */
public final class MaskingThroughput {
  private static final int TEXT_BYTES = 16 << 20;
  private static final int ROUNDS = 8;

  private MaskingThroughput() {}

  public static void main(String[] arguments) {
    MaskingRules rules = time("rules for 100 secrets", () -> MaskingRules.of(secrets(100)));
    byte[] log = repeat(MaskingThroughput::logLine);
    report("ordinary log, writes of 32 KiB", rules, log, 32_768);
    report("ordinary log, writes of 4 KiB", rules, log, 4_096);
    report("ordinary log, a write a line", rules, log, 100);
    report("JSON log", rules, repeat(MaskingThroughput::jsonLine), 32_768);
    report("base64, wrapped", rules, repeat(MaskingThroughput::base64Line), 32_768);
    report("hex", rules, repeat(MaskingThroughput::hexLine), 32_768);
    report("random bytes", rules, randomBytes(), 32_768);
    MaskingRules hostile =
        time("rules for hostile secrets", () -> MaskingRules.of(hostileSecrets()));
    report("hostile: the letter a", hostile, "a".repeat(1 << 20).getBytes(UTF_8), 32_768);
    report("hostile: YWFh", hostile, "YWFh".repeat(1 << 18).getBytes(UTF_8), 32_768);
    report("hostile: %61", hostile, "%61".repeat(1 << 18).getBytes(UTF_8), 32_768);
    long before = used();
    MaskingRules large = time("rules for 100 secrets of 64 KiB", () -> MaskingRules.of(large()));
    System.out.printf(Locale.ROOT, "%-40s %8.1f MB%n", "… their memory", (used() - before) / 1e6);
    report("ordinary log, secrets of 64 KiB", large, log, 32_768);
  }

  private static <T> T time(String what, java.util.function.Supplier<T> work) {
    long start = cpuNanos();
    T made = work.get();
    System.out.printf(Locale.ROOT, "%-40s %8.1f ms%n", what, (cpuNanos() - start) / 1e6);
    return made;
  }

  private static void report(String what, MaskingRules rules, byte[] text, int portion) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = cpuNanos();
      MaskingStream stream = rules.newStream();
      long[] count = new long[1];
      MaskSink sink = bytes -> count[0] += bytes.remaining();
      for (int from = 0; from < text.length; from += portion) {
        stream.write(ByteBuffer.wrap(text, from, Math.min(portion, text.length - from)), sink);
      }
      stream.finish(sink);
      if (count[0] == 0) {
        throw new IllegalStateException("nothing came out");
      }
      best = Math.max(best, text.length / 1e6 / ((cpuNanos() - start) / 1e9));
    }
    System.out.printf(Locale.ROOT, "%-40s %8.1f MB/s%n", what, best);
  }

  private static Map<String, SecretValue> secrets(int count) {
    Random random = new Random(1);
    Map<String, SecretValue> secrets = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[16 + random.nextInt(24)];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      String value =
          switch (i % 10) {
            case 0 -> "postgres://app:" + token + "@db" + i + ".internal:5432/app?sslmode=require";
            case 1 -> "https://" + token + "@hooks.example.test/services/" + i;
            case 2 -> "-----BEGIN KEY-----\n" + (token + "\n").repeat(20) + "-----END KEY-----\n";
            case 3 -> "{\"type\": \"service\",\n \"key\": \"" + token + "\",\n \"n\": \"it's\"}";
            case 4 -> "pass word " + token.substring(0, 4);
            default -> token;
          };
      secrets.put("SECRET_" + i, SecretValue.ofText(value));
    }
    return secrets;
  }

  private static Map<String, SecretValue> hostileSecrets() {
    Map<String, SecretValue> secrets = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      secrets.put("SECRET_" + i, SecretValue.ofText("a".repeat(6 + i * 600) + "b".repeat(i % 3)));
    }
    return secrets;
  }

  private static Map<String, SecretValue> large() {
    Random random = new Random(2);
    Map<String, SecretValue> secrets = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[SecretValue.MAX_BYTES];
      random.nextBytes(bytes);
      secrets.put("SECRET_" + i, SecretValue.of(bytes));
    }
    return secrets;
  }

  private static byte[] repeat(LineMaker maker) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    Consumer<String> add = text::append;
    while (text.length() < TEXT_BYTES) {
      add.accept(maker.line(random));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static String logLine(Random random) {
    String stamp =
        String.format(
            Locale.ROOT,
            "2026-11-%02dT10:%02d:%02d.%03dZ",
            1 + random.nextInt(28),
            random.nextInt(60),
            random.nextInt(60),
            random.nextInt(1000));
    return switch (random.nextInt(8)) {
      case 0 ->
          stamp + " INFO  [main] o.e.jetty.server.Server - Started @" + random.nextInt() + "ms\n";
      case 1 ->
          stamp
              + " GET /api/v1/orgs/"
              + new java.util.UUID(random.nextLong(), random.nextLong())
              + "/runs?limit=20 200 12ms \"Mozilla/5.0 (X11; Linux x86_64)\"\n";
      case 2 ->
          "[INFO] Downloaded from central: https://repo.example.test/maven2/org/slf4j/slf4j-api/2.0."
              + random.nextInt(20)
              + "/slf4j-api.jar (68 kB at 1.2 MB/s)\n";
      case 3 ->
          "  \u2713 renders the settings page when the user isn't an admin ("
              + random.nextInt(90)
              + " ms)\n";
      case 4 ->
          "npm warn deprecated inflight@1.0."
              + random.nextInt(9)
              + ": This module is not supported, and leaks memory. Do not use it.\n";
      case 5 ->
          "    at com.example.service.UserService.findById(UserService.java:"
              + random.nextInt(400)
              + ")\n";
      case 6 ->
          "#12 sha256:"
              + Long.toHexString(random.nextLong())
              + Long.toHexString(random.nextLong())
              + " 3.15MB / 29.53MB 0.4s\n";
      default ->
          stamp
              + " WARN  connection to postgres lost, retrying in "
              + random.nextInt(30)
              + " s; 100% of 3 tries left\n";
    };
  }

  private static String jsonLine(Random random) {
    return "{\"level\":\"info\",\"ts\":\"2026-11-01T10:00:00+00:00\",\"msg\":\"request \\\"GET /x\\\" done\\n\",\"took\":"
        + random.nextInt(1000)
        + ",\"user\":\"u-"
        + Long.toHexString(random.nextLong())
        + "\"}\n";
  }

  private static String base64Line(Random random) {
    byte[] bytes = new byte[57];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  private static String hexLine(Random random) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      line.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
    }
    return line.append('\n').toString();
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[TEXT_BYTES];
    new Random(4).nextBytes(bytes);
    return bytes;
  }

  /** Processor time of this thread, so that other work on the machine doesn't count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Makes lines of one kind of log. */
  @FunctionalInterface
  private interface LineMaker {
    String line(Random random);
  }
}
