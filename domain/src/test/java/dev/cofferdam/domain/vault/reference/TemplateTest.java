package dev.cofferdam.domain.vault.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.reference.Template.Fault;
import dev.cofferdam.domain.vault.reference.Template.Literal;
import dev.cofferdam.domain.vault.reference.Template.Reference;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
  @ParameterizedTest
  @CsvSource({
    "${A},-,-,A",
    "${_a9},-,-,_a9",
    "${prod.A},-,prod,A",
    "${shop.prod.A},shop,prod,A",
    "${prod/A},-,prod,A",
    "${eu-1.prod/A},-,eu-1.prod,A",
    "${shop.v2/eu.prod/A},shop.v2,eu.prod,A",
    "${0/_-./A},-,-,-",
    "${shop/0_-./A},shop,0_-.,A"
  })
  void readsReferences(String text, String project, String environment, String key) {
    List<Template.Part> parts = Template.parse(text).parts();
    if (key.equals("-")) {
      assertThat(parts.get(0)).isEqualTo(new Fault(0));
      return;
    }
    assertThat(parts)
        .containsExactly(
            new Reference(
                Optional.of(project).filter(p -> !p.equals("-")).map(ProjectName::new),
                Optional.of(environment).filter(e -> !e.equals("-")).map(EnvironmentName::new),
                new SecretName(key)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "${}",
        "${A",
        "${A:-x}",
        "${A:?x}",
        "${A#x}",
        "${#A}",
        "${!A}",
        "${ A}",
        "${A }",
        "${1A}",
        "${Prod.A}",
        "${prod.1A}",
        "${a.b.c.A}",
        "${.A}",
        "${prod.}",
        "${a/b/c/A}",
        "${a.b/}",
        "${A\n}",
        "${${A}}",
        "${\u0391}"
      })
  void saysWhatIsNone(String text) {
    assertThat(Template.parse("x" + text).faults()).contains(new Fault(1));
  }

  @Test
  void readsFromLeftToRight() {
    assertThat(Template.parse("a$b$$c{$}$").parts()).containsExactly(new Literal("a$b$$c{$}$"));
    assertThat(Template.parse("$${A}").parts()).containsExactly(new Literal("${A}"));
    assertThat(Template.parse("$$${A}").parts()).containsExactly(new Literal("$${A}"));
    assertThat(Template.parse("$${$${").parts()).containsExactly(new Literal("${${"));
    assertThat(Template.parse("${A$${B}").parts())
        .containsExactly(new Fault(0), new Literal("A${B}"));
    assertThat(Template.parse("x${A}${B}").parts())
        .containsExactly(new Literal("x"), local("A"), local("B"));
    assertThat(Template.parse("$${${A}").parts()).containsExactly(new Literal("${"), local("A"));
    assertThat(Template.parse("").parts()).isEmpty();
  }

  @Property
  void readsWhatWasEscapedAsItWas(@ForAll("texts") String text) {
    Template template = Template.parse(Template.escape(text));
    assertThat(template.parts()).hasSizeLessThanOrEqualTo(1);
    assertThat(
            template.parts().stream().map(part -> ((Literal) part).text()).findFirst().orElse(""))
        .isEqualTo(text);
  }

  /** Each would take hours if reading were quadratic. */
  @ParameterizedTest
  @ValueSource(strings = {"${", "$", "$${", "${a", "${a.", "${a/", "${A}", "{", "a.a."})
  void takesMebibytesOfAnything(String pattern) {
    assertThat(Template.parse(pattern.repeat(1 << 21)).parts()).isNotEmpty();
  }

  @Test
  void printsNothingOfTheText() {
    assertThat(Template.parse("hunter2${A:hunter2").toString()).doesNotContain("hunter2");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "$", "{", "}", "${", "$${", "A", "${A}", ".", "/", "\n", "\u00e9", "\uD83D\uDD11")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  private static Reference local(String key) {
    return new Reference(Optional.empty(), Optional.empty(), new SecretName(key));
  }
}
