package dev.cofferdam.app.architecture;

import static dev.cofferdam.app.architecture.Production.hold;
import static dev.cofferdam.app.architecture.Production.isOurs;
import static dev.cofferdam.app.architecture.Production.judge;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The wall between tenants, as far as the compiler and the shape of the code hold it: nothing of an
 * org is reached without an {@link Access}, and only the gatekeeper gives one to a caller.
 */
final class WallTest {
  /**
   * Parts of use cases that work in an org without a caller's access: they found an org, carry on
   * what a caller with access began, or let in whom such a caller invited.
   */
  private static final Set<String> INSIDE =
      Set.of(
          "DirectoryOrgs",
          "EarlierKeys",
          "InvitationDoor",
          "OrgFounder",
          "OrgRates",
          "RunArtifacts",
          "RunEnder",
          "RunLogWriter",
          "RunRecorder",
          "RunSecrets");

  /**
   * Where somebody is told that they may not: the access, which records it; what hands the refusal
   * to the access; what records it by itself, as a repeated answer's refusal; and what refuses who
   * is in no org, or a run that has no caller any more.
   */
  private static final Set<String> FORBIDDING =
      Set.of(
          "Access",
          "Actor",
          "DeleteEnvironment",
          "EnvironmentFinder",
          "LogOut",
          "Refusal",
          "Roster",
          "RunSecrets",
          "Standing");

  @Test
  void whatIsForbiddenIsRecorded() {
    judge(
        400,
        DescribedPredicate.describe(
            "but those that are named here",
            javaClass -> isOurs(javaClass) && !FORBIDDING.contains(javaClass.getSimpleName())),
        hold(
            "refuse through their access",
            javaClass ->
                javaClass.getMethodCallsFromSelf().stream()
                    .noneMatch(
                        call ->
                            call.getTargetOwner().isEquivalentTo(Refusal.class)
                                && call.getName().equals("forbidden"))));
  }

  @Test
  void useCasesOfOrgsAskTheGatekeeper() {
    judge(
        15,
        DescribedPredicate.describe(
            "use cases of an org", javaClass -> isUseCase(javaClass) && needs(javaClass).isInOrg()),
        hold(
            "ask the gatekeeper",
            javaClass ->
                javaClass.getMethodCallsFromSelf().stream()
                    .anyMatch(
                        call ->
                            call.getTargetOwner().isEquivalentTo(Gatekeeper.class)
                                && call.getName().startsWith("require"))));
  }

  @Test
  void useCasesOfNobodysRightsDoNotReachIntoOrgs() {
    judge(
        5,
        DescribedPredicate.describe(
            "use cases of no org and not of the installation",
            javaClass ->
                isUseCase(javaClass)
                    && !needs(javaClass).isInOrg()
                    && needs(javaClass) != Permission.SYSTEM),
        hold("give themselves no access", javaClass -> !givesItselfAccess(javaClass)));
  }

  @Test
  void accessWithoutACallerIsForTheInstallation() {
    judge(
        5,
        DescribedPredicate.describe(
            "with access of the installation",
            javaClass -> isOurs(javaClass) && givesItselfAccess(javaClass)),
        hold(
            "need SYSTEM, or be named here",
            javaClass ->
                INSIDE.contains(javaClass.getSimpleName())
                    || (isUseCase(javaClass) && needs(javaClass) == Permission.SYSTEM)));
  }

  @Test
  void theLedgerIsReachedByAccessAlone() {
    for (Method method : Ledger.class.getDeclaredMethods()) {
      if (!method.getName().equals("open") && !method.isSynthetic()) {
        assertThat(method.getParameterTypes()[0]).isEqualTo(Access.class);
      }
    }
  }

  private static boolean givesItselfAccess(JavaClass javaClass) {
    return javaClass.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(Access.class)
                    && call.getName().equals("ofInstallation"));
  }

  private static boolean isUseCase(JavaClass javaClass) {
    return isOurs(javaClass) && javaClass.tryGetField("NEEDS").isPresent();
  }

  private static Permission needs(JavaClass javaClass) {
    try {
      return (Permission) javaClass.reflect().getField("NEEDS").get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("NEEDS can't be read", e);
    }
  }
}
