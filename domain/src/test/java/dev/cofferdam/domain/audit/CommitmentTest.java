package dev.cofferdam.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class CommitmentTest {
  /** So that it can be computed by others: these bytes are in chains. */
  @Test
  void isPlainSha256() {
    assertThat(Commitment.TO_NOTHING.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // printf '\0\0\0\3row\0\0\0\1a\0\0\0\0' | sha256sum
    RowDigest row = RowDigest.of("row", "a", "");
    assertThat(row.hex())
        .isEqualTo("8c76a71ae62638e61eb92abf34d8974a79be0d3a11d07b1d258cbc148e399dc6");
    assertThat(Commitment.to(row).hex())
        .isEqualTo("b384e838e1d0df5c70e3312d5338414bff4a22ba596754c4ce2394f78bd90f5f");
    assertThat(CommitmentFold.EMPTY.with(258, Commitment.to(row)).hex())
        .isEqualTo("bb68984ea0fb7107119652c61f0d8939658c47c3c8c3bc0b5f58e340deb0d4c4");
  }

  @Property
  void letsNoFieldRunIntoTheNext(@ForAll String left, @ForAll String right) {
    RowDigest split = RowDigest.of("row", left, right);
    assertThat(RowDigest.of("row", left + right, "").equals(split)).isEqualTo(right.isEmpty());
    assertThat(RowDigest.of("row", "", left + right).equals(split)).isEqualTo(left.isEmpty());
    assertThat(RowDigest.of("row", left + right)).isNotEqualTo(split);
    assertThat(RowDigest.of("row" + left, right)).isNotEqualTo(split);
  }

  @Property
  void dependsOnEveryRowAndTheirOrder(@ForAll @Size(min = 2, max = 6) List<String> rows) {
    Commitment all = to(rows);
    assertThat(to(rows.subList(1, rows.size()))).isNotEqualTo(all);
    List<String> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    assertThat(to(turned).equals(all)).isEqualTo(turned.equals(rows));
  }

  @Test
  void aFoldDependsOnEachEntry() {
    Commitment one = to(List.of("1"));
    CommitmentFold fold = CommitmentFold.EMPTY.with(1, one).with(2, one);
    assertThat(fold)
        .isEqualTo(CommitmentFold.EMPTY.with(1, one).with(2, one))
        .isNotEqualTo(CommitmentFold.EMPTY.with(1, one))
        .isNotEqualTo(CommitmentFold.EMPTY.with(1, one).with(3, one))
        .isEqualTo(CommitmentFold.EMPTY.with(1, one).with(2, one).with(3, Commitment.TO_NOTHING));
  }

  @Test
  void isWrittenInOneForm() {
    for (String hex : List.of("", "0".repeat(63), "0".repeat(65), "A".repeat(64), "g".repeat(64))) {
      assertThatThrownBy(() -> new Commitment(hex)).isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> new RowDigest(hex)).isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> new CommitmentFold(hex)).isInstanceOf(Refusal.class);
    }
  }

  private static Commitment to(List<String> rows) {
    Commitment.Rows all = new Commitment.Rows();
    rows.forEach(row -> all.add(RowDigest.of("row", row)));
    return all.commitment();
  }
}
