package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.identity.port.InMemoryPasswordHasher;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.Uuid7;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignUpTest {
  private static final Password PASSWORD = Password.chosen("password", "four random words");

  private final InMemoryInstallation here = new InMemoryInstallation();

  @Test
  void makesAnAccountAPersonalOrgAndASession() {
    SignUp.Outcome made = signUp("Ada@Example.org", "Ada");
    assertThat(made.user().email().orElseThrow().value()).isEqualTo("ada@example.org");
    assertThat(made.user().emailVerified()).isFalse();
    assertThat(made.org().slug().value()).isEqualTo("ada-s-org");
    assertThat(made.org().name().value()).isEqualTo("Ada's org");
    assertThat(made.org().plan()).isEqualTo("free");
    assertThat(here.world().orgs().of(made.user().id()))
        .containsExactly(new OrgStore.Membership(made.org(), Role.OWNER));
    assertThat(here.world().sessions().isLive(sessionOf(made), now())).isTrue();
  }

  @Test
  void keepsAHashOfThePasswordAndNotThePassword() {
    SignUp.Outcome made = signUp("ada@example.org", "Ada");
    UserStore.Account account =
        here.world().users().findByEmail(made.user().email().orElseThrow()).orElseThrow();
    assertThat(account.hash().phc()).doesNotContain(PASSWORD.reveal());
    assertThat(here.hasher().matches(PASSWORD, account.hash())).isTrue();
  }

  @Test
  void makesTheOrgsKey() {
    SignUp.Outcome made = signUp("ada@example.org", "Ada");
    assertThat(codeOfKeyCreation(made)).contains("has a key");
  }

  @Test
  void recordsTheOrgsBeginningAsTheNewUsersDoing() {
    SignUp.Outcome made = signUp("ada@example.org", "Ada");
    AuditTrail.Filter all = AuditTrail.Filter.ALL;
    List<ChainedEntry> entries =
        here.world()
            .ledger()
            .read(
                Access.ofInstallation(made.org().id()),
                () -> here.world().auditTrail().newest(made.org().id(), all, 10, 10));
    assertThat(entries)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("org.create");
              assertThat(entry.actorKind()).isEqualTo("user");
              assertThat(entry.actorId()).isEqualTo(made.user().id().toString());
              assertThat(entry.resource()).isEqualTo("org:" + made.org().id());
            });
  }

  @Test
  void refusesATakenAddressHoweverItIsWrittenAndMakesNothing() {
    SignUp.Outcome first = signUp("ada@example.org", "Ada");
    assertThat(codeOf(() -> signUp(" ADA@example.ORG ", "Other"))).isEqualTo("email_taken");
    UserStore.Account account =
        here.world().users().findByEmail(first.user().email().orElseThrow()).orElseThrow();
    assertThat(account.user()).isEqualTo(first.user());
    assertThat(here.world().orgs().idOf(new OrgSlug("other-s-org"))).isEmpty();
  }

  @Test
  void givesOrgsOfTheSameNameDifferentSlugs() {
    List<String> slugs =
        IntStream.range(0, 20)
            .mapToObj(i -> signUp("ada" + i + "@example.org", "Ada").org().slug().value())
            .toList();
    assertThat(slugs).doesNotHaveDuplicates();
    assertThat(slugs.get(0)).isEqualTo("ada-s-org");
    assertThat(slugs.subList(1, 20)).allMatch(slug -> slug.matches("ada-s-org-[0-9a-f]{6}"));
  }

  @Test
  void givesUpWhenChanceGivesTakenSlugsAloneAndMakesNothing() {
    AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    InMemoryInstallation unlucky =
        new InMemoryInstallation(
            () -> Uuid7.of(millis.getAndIncrement(), new UUID(0, 0x42)),
            new InMemoryPasswordHasher());
    assertThat(signUp(unlucky, "a@example.org", "Ada").org().slug().value()).isEqualTo("ada-s-org");
    assertThat(signUp(unlucky, "b@example.org", "Ada").org().slug().value())
        .isEqualTo("ada-s-org-000042");
    assertThat(codeOf(() -> signUp(unlucky, "c@example.org", "Ada"))).isEqualTo("slug_taken");
    assertThat(unlucky.world().users().findByEmail(EmailAddress.parse("c@example.org"))).isEmpty();
    assertThat(signUp(unlucky, "c@example.org", "Cy").org().slug().value()).isEqualTo("cy-s-org");
  }

  @Test
  void findsASlugForNamesOfAnyScriptAndLength() {
    assertThat(signUp("a@example.org", "李").org().slug().value()).isEqualTo("s-org");
    assertThat(signUp("b@example.org", "x".repeat(100)).org().slug().value())
        .isEqualTo("x".repeat(30));
    assertThat(signUp("c@example.org", "x".repeat(100)).org().slug().value())
        .matches("x{30}-[0-9a-f]{6}");
  }

  @Test
  void remembersThePlanThatWasAskedFor() {
    Optional<String> pro = Optional.of("pro");
    SignUp.Outcome made = signUp(here, "ada@example.org", pro, Optional.empty());
    assertThat(made.org().plan()).isEqualTo("free");
    assertThat(made.org().wantedPlan()).isEqualTo(pro);
    assertThat(here.world().orgs().of(made.user().id()))
        .extracting(membership -> membership.org().wantedPlan())
        .containsExactly(pro);
    assertThat(
            signUp(here, "bob@example.org", Optional.of("free"), Optional.empty())
                .org()
                .wantedPlan())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Pro", "pro ", "enterprise", "\u0440ro", "\0"})
  void refusesAPlanThatThereIsNotAndMakesNothing(String plan) {
    Refusal refusal =
        refusalOf(() -> signUp(here, "ada@example.org", Optional.of(plan), Optional.empty()));
    assertThat(refusal.errors()).extracting(Refusal.FieldError::field).containsExactly("plan");
    assertThat(here.world().users().findByEmail(EmailAddress.parse("ada@example.org"))).isEmpty();
  }

  private SignUp.Outcome signUp(String email, String name) {
    return signUp(here, email, name);
  }

  private static SignUp.Outcome signUp(InMemoryInstallation where, String email, String name) {
    return where
        .signUp()
        .execute(
            ANYBODY,
            new SignUp.Command(EmailAddress.parse(email), PASSWORD, PersonName.parse(name)));
  }

  private static SignUp.Outcome signUp(
      InMemoryInstallation where, String email, Optional<String> plan, Optional<String> token) {
    return where
        .signUp()
        .execute(
            ANYBODY,
            new SignUp.Command(EmailAddress.parse(email), PASSWORD, PersonName.parse("Ada"))
                .with(plan, token));
  }

  private String codeOfKeyCreation(SignUp.Outcome made) {
    try {
      here.sealer().createOrgKey(made.org().id());
      return "there was none";
    } catch (IllegalStateException there) {
      return String.valueOf(there.getMessage());
    }
  }

  private SessionId sessionOf(SignUp.Outcome made) {
    return here.accessTokens().verify(made.tokens().accessToken()).session();
  }

  private Instant now() {
    return here.clock().instant();
  }
}
