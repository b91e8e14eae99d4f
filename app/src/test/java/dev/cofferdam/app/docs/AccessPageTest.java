package dev.cofferdam.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.tink.access.InstanceKeysets;
import dev.cofferdam.adapters.tink.access.MasterKey;
import dev.cofferdam.adapters.tink.identity.TinkOpaqueTokens;
import dev.cofferdam.application.access.port.InMemoryInstanceKeyStore;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about access says what the code does. */
final class AccessPageTest {
  private static final Path PAGE = Path.of("..", "docs", "access.md");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The last version that the code makes is left in {@code target/permissions.md}. */
  @Test
  void showsThePermissionTableOfTheCode() throws IOException {
    String table =
        "| Permission | Roles | Scope of an API key | Service tokens |\n|---|---|---|---|\n"
            + Arrays.stream(Permission.values())
                .filter(Permission::isInOrg)
                .map(AccessPageTest::row)
                .collect(Collectors.joining());
    Files.writeString(Path.of("target", "permissions.md"), table);
    assertThat(Files.readString(PAGE)).contains("\n" + table + "\n");
  }

  private static String row(Permission permission) {
    String roles = permission.roles().stream().map(Role::code).collect(Collectors.joining(", "));
    String scope = permission.scope().map(each -> "`" + each.code() + "`").orElse("people alone");
    String tokens =
        Arrays.stream(TokenAccess.values())
            .filter(permission::isHeldBy)
            .map(TokenAccess::code)
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(permission.code(), roles, scope, tokens.isEmpty() ? "none" : tokens);
  }

  @Test
  void namesEveryScope() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Scope.values()).allMatch(scope -> page.contains("`" + scope.code() + "`"));
  }

  @Test
  void itsPatternFindsEveryTokenAndItsRuleTellsTheGenuineOnes(@TempDir Path folder)
      throws IOException {
    OpaqueTokens tokens = tokens(folder);
    Pattern pattern = pattern();
    for (Kind kind : List.of(Kind.API_KEY, Kind.SERVICE_TOKEN)) {
      for (int i = 0; i < 500; i++) {
        String token = tokens.create(kind).token();
        Matcher found = pattern.matcher("KEY=" + token + "\n");
        assertThat(found.find()).as(kind.prefix()).isTrue();
        assertThat(found.group()).isEqualTo(token);
        assertThat(token.substring(47)).isEqualTo(check(token.substring(0, 47)));
        assertThat(pattern.matcher("x" + token).find()).as("in the middle of a word").isFalse();
        assertThat(pattern.matcher(token + "x").find()).as("in the middle of a word").isFalse();
      }
    }
    assertThat(pattern.matcher(tokens.create(Kind.REFRESH).token()).find()).isFalse();
  }

  private static OpaqueTokens tokens(Path folder) {
    InMemoryInstanceKeyStore keys = new InMemoryInstanceKeyStore();
    MasterKey master = MasterKey.open(folder.resolve("master-key.json"), keys);
    return new TinkOpaqueTokens(new InstanceKeysets(master, keys));
  }

  private static Pattern pattern() throws IOException {
    Matcher line = Pattern.compile("(?m)^    (\\\\b.+)$").matcher(Files.readString(PAGE));
    assertThat(line.find()).as("the page's pattern").isTrue();
    return Pattern.compile(line.group(1));
  }

  /** As the page says: CRC32 in base 62, six digits, the highest first. */
  private static String check(String start) {
    CRC32 crc = new CRC32();
    crc.update(start.getBytes(StandardCharsets.US_ASCII));
    BigInteger rest = BigInteger.valueOf(crc.getValue());
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(62));
      digits.insert(0, DIGITS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.toString();
  }
}
