package dev.cofferdam.adapters.http.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.application.tenancy.port.OrgSlugs;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PathTypesTest {
  private static final OrgId ACME = new OrgId(UUID.randomUUID());

  @Test
  void readsWhatIsNobodysAsTheIdThatNothingHas() {
    PathTypes types =
        typesOver(slug -> Optional.of(ACME).filter(id -> slug.value().equals("acme")));
    assertThat(orgOf(types, "acme")).isEqualTo(ACME);
    assertThat(orgOf(types, ACME.toString())).isEqualTo(ACME);
    OrgId nobodys = new OrgId(new UUID(0, 0));
    assertThat(orgOf(types, "other")).isEqualTo(nobodys);
    assertThat(orgOf(types, "No Slug!")).isEqualTo(nobodys);
  }

  @Test
  void saysThatTheDatabaseIsAwayWhenItIs() {
    PathTypes types =
        typesOver(
            slug -> {
              throw Refusal.unavailable("database_unavailable", "It is away.");
            });
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> orgOf(types, "acme"));
    assertThat(refusal.code()).isEqualTo("database_unavailable");
  }

  private static PathTypes typesOver(OrgSlugs slugs) {
    return new PathTypes(new ResolveOrg(slugs, new RightsCache(10, System::nanoTime)));
  }

  private static OrgId orgOf(PathTypes types, String text) {
    return Objects.requireNonNull(types.getConverter(OrgId.class, OrgId.class, new Annotation[0]))
        .fromString(text);
  }
}
