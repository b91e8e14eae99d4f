package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.domain.access.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link OpaqueTokens} promises. */
public abstract class OpaqueTokensContract {
  private static final String CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-+/= \n\0é０";

  /** Tokens of an installation of their own. */
  protected abstract OpaqueTokens newInstallation();

  @Test
  void aTokenHasItsPublishedShape() {
    OpaqueTokens tokens = newInstallation();
    for (Kind kind : Kind.values()) {
      assertThat(tokens.create(kind).token())
          .startsWith(kind.prefix())
          .matches("[a-z]+_[0-9A-Za-z]{49}");
    }
  }

  @Test
  void aTokenIsFoundByItsHash() {
    OpaqueTokens tokens = newInstallation();
    for (Kind kind : Kind.values()) {
      NewToken made = tokens.create(kind);
      assertThat(tokens.hash(kind, made.token())).isEqualTo(made.hash());
    }
  }

  @Test
  void noTwoTokensAreTheSame() {
    OpaqueTokens tokens = newInstallation();
    Set<String> seen = new HashSet<>();
    Set<TokenHash> hashes = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      NewToken made = tokens.create(Kind.REFRESH);
      seen.add(made.token());
      hashes.add(made.hash());
    }
    assertThat(seen).hasSize(1_000);
    assertThat(hashes).hasSize(1_000);
  }

  @Test
  void everyOneCharacterChangeIsRefused() {
    OpaqueTokens tokens = newInstallation();
    for (Kind kind : Kind.values()) {
      String token = tokens.create(kind).token();
      for (Kind other : Kind.values()) {
        if (other != kind) {
          assertThat(catchThrowableOfType(Refusal.class, () -> tokens.hash(other, token)))
              .isNotNull();
        }
      }
    }
    String token = tokens.create(Kind.REFRESH).token();
    for (int at = 0; at < token.length(); at++) {
      for (int i = 0; i < CHARACTERS.length(); i++) {
        char other = CHARACTERS.charAt(i);
        if (other != token.charAt(at)) {
          assertRefused(tokens, token.substring(0, at) + other + token.substring(at + 1));
        }
      }
    }
  }

  @Test
  void missingDoubledAndSwappedCharactersAreRefused() {
    OpaqueTokens tokens = newInstallation();
    String token = tokens.create(Kind.REFRESH).token();
    for (int at = 0; at < token.length(); at++) {
      assertRefused(tokens, token.substring(0, at) + token.substring(at + 1));
      assertRefused(tokens, token.substring(0, at + 1) + token.substring(at));
      if (at > 0 && token.charAt(at) != token.charAt(at - 1)) {
        assertRefused(
            tokens,
            token.substring(0, at - 1)
                + token.charAt(at)
                + token.charAt(at - 1)
                + token.substring(at + 1));
      }
    }
  }

  @Test
  void garbageIsRefused() {
    OpaqueTokens tokens = newInstallation();
    String token = tokens.create(Kind.REFRESH).token();
    List<String> garbage =
        List.of(
            "",
            Kind.REFRESH.prefix(),
            " " + token,
            token + "\n",
            token + token,
            token.substring(Kind.REFRESH.prefix().length()),
            "a".repeat(1_000_000),
            "Bearer " + token);
    garbage.forEach(text -> assertRefused(tokens, text));
  }

  @Test
  void printsWithoutTheToken() {
    NewToken made = newInstallation().create(Kind.REFRESH);

    assertThat(made.toString()).doesNotContain(made.token()).contains("[REDACTED]");
  }

  private static void assertRefused(OpaqueTokens tokens, String text) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> tokens.hash(Kind.REFRESH, text));
    assertThat(refusal).as("refusal of a changed token").isNotNull();
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
    assertThat(refusal.code()).isEqualTo("malformed_token");
    assertThat(refusal.detail()).hasSizeLessThan(100);
  }
}
