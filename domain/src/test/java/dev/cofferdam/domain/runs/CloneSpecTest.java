package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloneSpecTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"main", "feature/x", "v1.2", "a-b", "ü/\uD83D\uDE80", "a@b", "#1", "+main", "a'b"})
  void takesBranches(String name) {
    assertThat(new CloneSpec.Branch(name).name()).isEqualTo(name);
    assertThat(new CloneSpec.Ref("refs/heads/" + name).name()).isEqualTo("refs/heads/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-h",
        "--upload-pack=x",
        "-",
        "/a",
        "a/",
        "a//b",
        "a.",
        "a.lock",
        "a.lock/b",
        ".a",
        "a/.b",
        "..",
        "a..b",
        "a@{1}",
        "@",
        "a b",
        " a",
        "a\n",
        "a\tb",
        "a\u0000b",
        "a\u007f",
        "a~1",
        "a^",
        "a:b",
        "a?",
        "a*",
        "a[b",
        "a\\b",
        "refs:refs",
        "a\ud800",
        "\udc00a"
      })
  void refusesBranchesThatGitRefusesOrWouldTakeForSomethingElse(String name) {
    assertRefused("branch", () -> new CloneSpec.Branch(name));
    assertThatThrownBy(() -> new CloneSpec.Branch("")).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "main",
        "tags/v1",
        "Refs/heads/a",
        "refs",
        "refs/",
        "refs/heads/../x",
        "refs/heads/a.lock",
        "-refs/x",
        "refs/heads/a b",
        "refs/tags/v1^{}"
      })
  void refusesOtherRefs(String name) {
    assertRefused("ref", () -> new CloneSpec.Ref(name));
  }

  @Test
  void takesWholeObjectIds() {
    assertThat(new CloneSpec.Commit("0123456789abcdef0123456789abcdef01234567").name()).hasSize(40);
    assertThat(new CloneSpec.Commit("a".repeat(64)).name()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HEAD",
        "abc1234",
        "-",
        "0123456789ABCDEF0123456789ABCDEF01234567",
        "0123456789abcdef0123456789abcdef0123456",
        "0123456789abcdef0123456789abcdef012345678",
        "0123456789abcdef0123456789abcdef0123456\n"
      })
  void refusesOtherCommits(String name) {
    assertRefused("commit", () -> new CloneSpec.Commit(name));
  }

  @Test
  void hasNamesOf255CharactersAtMost() {
    assertThat(new CloneSpec.Branch("a".repeat(255)).name()).hasSize(255);
    assertRefused("branch", () -> new CloneSpec.Branch("a".repeat(256)));
    assertRefused("branch", () -> new CloneSpec.Branch("a".repeat(10_000)));
    assertRefused("ref", () -> new CloneSpec.Ref("refs/" + "a".repeat(10_000)));
  }

  @Property(tries = 3_000)
  void isNeverAnOptionOrTwoWords(@ForAll String name) {
    CloneSpec.Branch branch;
    try {
      branch = new CloneSpec.Branch(name);
    } catch (Refusal refused) {
      return;
    }
    assertThat(branch.name()).doesNotStartWith("-").doesNotContain(" ", "\n", "\0", "..", ":");
  }

  private static void assertRefused(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(Refusal.FieldError::field)
                    .containsExactly(field));
  }
}
