package dev.cofferdam.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.Uuid7;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrgSlugTest {
  @ParameterizedTest
  @ValueSource(strings = {"ab", "a1", "0-0", "ada-s-org", "a-b-c", "01890a5d-ac96-774b-bcce"})
  void takes(String slug) {
    assertThat(new OrgSlug(slug)).hasToString(slug);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "-a",
        "a-",
        "a--b",
        "A1",
        "a_b",
        "a.b",
        "a/b",
        "ä1",
        "ab\n",
        " ab",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "01890a5d-ac96-774b-bcce-b302099a8057"
      })
  void refuses(String slug) {
    assertThatThrownBy(() -> new OrgSlug(slug)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Ada's Tools, ada-s-tools",
    "Ädas Tools, adas-tools",
    "'  --x1--  ', x1",
    "李, org",
    "x, org",
    "'', org",
    "Ⅷ Straße, viii-stra-e",
    "İstanbul, istanbul"
  })
  void suggestsWhatCanBeRead(String name, String slug) {
    assertThat(OrgSlug.suggestedBy(name)).hasToString(slug);
  }

  @Property(tries = 3_000)
  void suggestsAValidSlugWhateverTheNameWithRoomForASuffix(@ForAll("names") String name) {
    OrgSlug slug = OrgSlug.suggestedBy(name);
    assertThat(slug.value()).hasSizeLessThanOrEqualTo(30);
    assertThat(slug.with("00ffee").value()).endsWith("-00ffee");
    assertThat(Uuid7.parse(slug.value())).isEmpty();
  }

  @Property
  void namesAPersonalOrgAfterAnybody(@ForAll @StringLength(min = 1, max = 100) String typed) {
    PersonName owner;
    try {
      owner = PersonName.parse(typed);
    } catch (Refusal refused) {
      return;
    }
    OrgName name = OrgName.personal(owner);
    assertThat(name.value()).endsWith("'s org");
    assertThat(OrgName.parse(name.value())).isEqualTo(name);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(60),
        Arbitraries.strings().withChars("aB-_ ä\u0301\u0130ﬁ0").ofMaxLength(60),
        Arbitraries.strings().withChars("0123456789abcdef-").ofLength(36));
  }
}
