package dev.cofferdam.application.audit;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ListAuditTest {
  private static final AuditTrail.Filter ALL = AuditTrail.Filter.ALL;

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final ListAudit list =
      new ListAudit(
          here.gatekeeper(),
          here.world().ledger(),
          here.world().auditTrail(),
          here.world().entryReader());

  @Test
  void showsTheNewestEntriesBeforeASeq() {
    record("run.create");
    record("run.cancel");
    assertThat(list.execute(ada.actor(), page(Long.MAX_VALUE, 2)))
        .extracting(shown -> shown.entry().action())
        .containsExactly("run.cancel", "run.create");
    assertThat(list.execute(ada.actor(), page(2, 2)))
        .extracting(shown -> shown.entry().action())
        .containsExactly("org.create");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void isForOwnersAndAdmins(Role role) {
    UserId user = here.given().user();
    here.world()
        .ledger()
        .append(
            Access.ofInstallation(ada.org()),
            () -> {
              here.world().orgs().addMember(ada.org(), user, role, here.clock().instant());
              return user;
            });
    Actor actor = here.given().actor(user);
    if (role == Role.MEMBER) {
      assertThat(codeOf(() -> list.execute(actor, page(Long.MAX_VALUE, 1)))).isEqualTo("forbidden");
    } else {
      assertThat(list.execute(actor, page(Long.MAX_VALUE, 1))).hasSize(1);
    }
  }

  private ListAudit.Command page(long before, int limit) {
    return new ListAudit.Command(ada.org(), ALL, before, limit);
  }

  private void record(String action) {
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(ada.org()),
            change -> change.record(AuditEntry.allowed(ada.actor(), action, "run:1")));
  }
}
