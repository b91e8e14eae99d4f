package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.vault.port.SecretStore.Proven;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.vault.port.VaultFacts.Found;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link VaultFacts} promise about what the other stores of the vault were told. */
public abstract class VaultFactsContract extends WorldContract {
  private static final Fingerprint FINGERPRINT = new Fingerprint("0123456789abcdef".repeat(4));

  private UserId ada;
  private OrgId org;
  private Project shop;
  private Environment base;
  private Environment prod;

  @BeforeEach
  public final void makeEnvironments() {
    ada = given.user();
    org = given.org(ada);
    shop = given.newProject(org, "shop");
    base = given.newEnvironment(shop, "base");
    prod = given.newBranch(shop, "prod", base);
    changing(
        org,
        () -> {
          world.projects().add(shop, 2);
          world.projects().add(base, 3);
          world.projects().add(prod, 5);
        });
  }

  @Test
  void beginWithWhatWasMade() {
    assertThat(facts(org))
        .containsExactly(
            found(2, VaultFact.Named.made(shop)),
            found(3, VaultFact.Settings.made(base)),
            found(5, VaultFact.Settings.made(prod)));
    assertThat(facts(given.org())).isEmpty();
    assertIsWhole();
  }

  @Test
  void haveEveryVersion() {
    StoredSecret a = given.newSecret(prod, "A", 1, ada);
    StoredSecret b = given.newSecret(prod, "B", 1, ada);
    StoredSecret again = given.newSecret(prod, "A", 2, ada);
    changing(
        org,
        () ->
            world
                .secrets()
                .put(
                    List.of(
                        new Proven(b, 8, Optional.of(FINGERPRINT)),
                        new Proven(a, 7, Optional.empty()))));
    changing(org, () -> world.secrets().put(List.of(new Proven(again, 9, Optional.empty()))));
    assertThat(facts(org).subList(3, 6))
        .containsExactly(
            secret(7, a, 1, Optional.empty()),
            secret(8, b, 1, Optional.of(FINGERPRINT)),
            secret(9, again, 2, Optional.empty()));
    assertThat(read(org, () -> world.vaultFacts().unproven(org))).isZero();
  }

  @Test
  void haveEverySettingAndWhatItWasBefore() {
    Environment renamed =
        prod.changed(new EnvironmentName("live"), Optional.empty(), true, given.time());
    Instant at = given.time();
    changing(org, () -> world.tree().update(renamed, 6));
    changing(
        org,
        () ->
            world
                .tree()
                .delete(
                    org,
                    List.of(
                        new EnvironmentTree.Gone(base.id(), 7),
                        new EnvironmentTree.Gone(prod.id(), 8)),
                    at));
    changing(org, () -> world.tree().undelete(org, prod.id(), 9));
    assertThat(facts(org).subList(3, 7))
        .containsExactly(
            found(6, VaultFact.Settings.changed(prod, renamed)),
            found(7, VaultFact.Settings.deleted(base, at)),
            found(8, VaultFact.Settings.deleted(renamed, at)),
            found(9, VaultFact.Settings.undeleted(renamed, at)));
    assertIsWhole();
  }

  @Test
  void haveEveryNameOfAProject() {
    Project other = shop.described(new ProjectName("other"), "");
    Instant at = given.time();
    changing(org, () -> world.projects().update(other, 6));
    changing(org, () -> world.projects().delete(org, shop.id(), at, 7));
    changing(org, () -> world.projects().undelete(org, shop.id(), 8));
    assertThat(facts(org).subList(3, 6))
        .containsExactly(
            found(6, VaultFact.Named.changed(shop, other)),
            found(7, VaultFact.Named.deleted(other, at)),
            found(8, VaultFact.Named.undeleted(other, at)));
    assertIsWhole();
  }

  @Test
  void haveNothingOfWhatWasRefused() {
    Environment taken =
        prod.changed(new EnvironmentName("base"), prod.parent(), false, given.time());
    Project second = given.newProject(org, "shop");
    changing(org, () -> assertThat(world.tree().update(taken, 6)).isFalse());
    changing(org, () -> assertThat(world.projects().add(second, 7)).isFalse());
    assertThat(facts(org)).hasSize(3);
    assertIsWhole();
  }

  @Test
  void nothingIsOlderThanItsEntry() {
    assertThat(world.unprovenVault().orgs(Optional.empty(), 10)).isEmpty();
    read(
        org,
        () -> {
          assertThat(world.unprovenVault().states(org)).isEmpty();
          assertThat(world.unprovenVault().secrets(org, Optional.empty(), 10)).isEmpty();
          return org;
        });
  }

  private void assertIsWhole() {
    assertThat(read(org, () -> world.vaultFacts().stray(org))).isEmpty();
    assertThat(read(org, () -> world.vaultFacts().unproven(org))).isZero();
  }

  private static Found found(long entry, VaultFact fact) {
    return new Found(entry, fact.subject(), Optional.of(fact), Optional.empty());
  }

  private static Found secret(
      long entry, StoredSecret secret, long environmentVersion, Optional<Fingerprint> fingerprint) {
    VaultFact fact =
        new VaultFact.Secret(
            secret.version().place(),
            secret.version().change(),
            environmentVersion,
            secret.version().updatedAt(),
            fingerprint);
    return new Found(entry, fact.subject(), Optional.of(fact), secret.content());
  }

  private List<Found> facts(OrgId of) {
    List<Found> found = new ArrayList<>();
    read(
        of,
        () -> {
          world.vaultFacts().each(of, found::add);
          return of;
        });
    return found;
  }
}
