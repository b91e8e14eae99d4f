package dev.cofferdam.domain.vault.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.Resolution.Reason;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import dev.cofferdam.domain.vault.reference.SecretLookup.Absent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferenceResolverTest {
  private static final byte[] BYTES = {(byte) 0xC3, '$', '{', 'A', '}', 0};

  @Test
  void putsValuesInThePlaceOfReferences() {
    Org org =
        new Org()
            .with("URL", "postgres://${USER}:${staging.PW}@${infra.base/HOST}/${DB}?a=$b$${c}")
            .with("USER", "app")
            .with("shop/staging/PW", "s3${SALT}")
            .with("shop/staging/SALT", "staging's")
            .with("SALT", "prod's")
            .with("shop/infra.base/HOST", "db")
            .with("DB", "");
    assertThat(org.text("URL")).isEqualTo("postgres://app:s3staging's@db/?a=$b${c}");
    assertThat(org.text("USER")).isEqualTo("app");
    assertThat(new Org().with("A", "${web.prod.B}").with("web/prod/B", "b").text("A"))
        .isEqualTo("b");
  }

  @Test
  void tellsWhatItTouched() {
    Org org = new Org().with("A", "${B}${web.dev.C}${B}").with("B", "1").with("web/dev/C", "${D}");
    org.with("web/dev/D", "x");
    ReferenceResolver resolver = new ReferenceResolver(org);
    assertThat(org.resolve(resolver, "A")).isInstanceOf(Resolved.class);
    assertThat(resolver.touched())
        .extracting(KeyAddress::toString)
        .containsExactly("shop/prod/B", "web/dev/C", "web/dev/D");
    assertThat(org.lookups()).isEqualTo(3);
  }

  @Test
  void takesNoReferenceFromAValueThatWasPutIn() {
    Org org = new Org().with("A", "${B}B}").with("B", "$${").with("C", "${D}{B}").with("D", "$");
    assertThat(org.text("A")).isEqualTo("${B}");
    assertThat(org.text("C")).isEqualTo("${B}");
  }

  @Test
  void passesBytesAsTheyAre() {
    Org org = new Org().with("A", BYTES).with("B", "${A}").with("C", "${B}").with("D", "x${B}");
    for (String key : List.of("A", "B", "C")) {
      assertThat(org.resolve(key)).isEqualTo(new Resolved(SecretValue.of(BYTES)));
    }
    assertThat(org.sentence("D"))
        .isEqualTo("shop/prod/D -> shop/prod/B is not UTF-8 text, and so can't be part of one");
  }

  @Test
  void namesTheChain() {
    Org org =
        new Org()
            .with("A", "${B}")
            .with("B", "${dev.C}")
            .with("shop/dev/C", "${A}${prod.A}")
            .with("shop/dev/A", Absent.HIDDEN)
            .with("LOOP", "${X} ${Y}")
            .with("X", "1")
            .with("Y", "${Z}")
            .with("Z", "${Y}")
            .with("SELF", "${SELF}")
            .with("NONE", "${X}${NOPE}")
            .with("TYPO", "${HALF}")
            .with("HALF", "hunter2${X:-hunter2}");
    assertThat(org.sentence("A"))
        .isEqualTo(
            "shop/prod/A -> shop/prod/B -> shop/dev/C -> shop/dev/A is hidden in this environment");
    assertThat(org.sentence("LOOP"))
        .isEqualTo(
            "shop/prod/LOOP -> shop/prod/Y -> shop/prod/Z -> shop/prod/Y refers back to itself");
    assertThat(org.reason("SELF")).isEqualTo(Reason.CYCLE);
    assertThat(org.sentence("NONE")).isEqualTo("shop/prod/NONE -> shop/prod/NOPE is not there");
    assertThat(org.reason("TYPO")).isEqualTo(Reason.MALFORMED);
    assertThat(org.sentence("TYPO"))
        .startsWith("shop/prod/TYPO -> shop/prod/HALF ")
        .doesNotContain("hunter2");
  }

  @Test
  void tellsNothingBehindWhatMayNotBeRead() {
    Org org = new Org().with("A", "${vault.prod.B}").with("vault/prod/B", Absent.UNREADABLE);
    Unresolved unresolved = (Unresolved) org.resolve("A");
    assertThat(unresolved.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(unresolved.chain()).hasSize(2);
    assertThat(unresolved.sentence()).endsWith("is not there, or not for this caller to read");
  }

  @Test
  void refusesWithAnErrorForEachKey() {
    Org org = new Org().with("A", "${X}").with("B", "${");
    Refusal refusal =
        Resolution.refusal(List.of((Unresolved) org.resolve("A"), (Unresolved) org.resolve("B")));
    assertThat(refusal.code()).isEqualTo("unresolved_reference");
    assertThat(refusal.detail()).isEqualTo("shop/prod/A -> shop/prod/X is not there");
    assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("A", "B");
  }
}
