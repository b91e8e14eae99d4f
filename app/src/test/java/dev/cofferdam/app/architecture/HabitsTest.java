package dev.cofferdam.app.architecture;

import static dev.cofferdam.app.architecture.Production.hold;
import static dev.cofferdam.app.architecture.Production.in;
import static dev.cofferdam.app.architecture.Production.isIn;
import static dev.cofferdam.app.architecture.Production.isOurs;
import static dev.cofferdam.app.architecture.Production.judge;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How time, chance and parts come in, and what workflow code keeps its hands off. */
final class HabitsTest {
  private static final Set<String> CHANCE =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom");

  private static final Set<String> INJECTING =
      Set.of(
          "jakarta.inject.Inject",
          "javax.inject.Inject",
          "jakarta.annotation.Resource",
          "jakarta.ws.rs.core.Context",
          "jakarta.ws.rs.PathParam",
          "jakarta.ws.rs.QueryParam",
          "jakarta.ws.rs.HeaderParam",
          "jakarta.ws.rs.BeanParam");

  @Test
  void timeAndChanceComeInFromOutside() {
    judge(
        160,
        in("domain", "application"),
        hold(
            "take time from a Clock and chance from an IdSource",
            javaClass -> accesses(javaClass).noneMatch(HabitsTest::readsClockOrChance)));
  }

  @Test
  void nothingIsInjectedIntoFields() {
    judge(
        400,
        DescribedPredicate.describe("of ours", Production::isOurs),
        hold(
            "get its parts through its constructor",
            javaClass ->
                javaClass.getFields().stream()
                    .flatMap(field -> field.getAnnotations().stream())
                    .noneMatch(
                        annotation -> INJECTING.contains(annotation.getRawType().getName()))));
  }

  @Test
  void theDomainAndTheApplicationKeepNoStateInStaticFields() {
    judge(
        160,
        in("domain", "application"),
        hold(
            "have no static field that changes",
            javaClass ->
                javaClass.getFields().stream()
                    .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .map(JavaField::getModifiers)
                    .allMatch(modifiers -> modifiers.contains(JavaModifier.FINAL))));
  }

  @Test
  void workflowsTouchNothingButWorkflow() {
    judge(
        1,
        DescribedPredicate.describe(
            "workflow implementations",
            javaClass -> isOurs(javaClass) && javaClass.getName().contains("WorkflowImpl")),
        hold(
            "have no clock, chance, input, output, log, port or use case",
            javaClass ->
                accesses(javaClass).noneMatch(HabitsTest::readsClockOrChance)
                    && javaClass.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .noneMatch(HabitsTest::isOutOfBounds)));
  }

  private static Stream<JavaAccess<?>> accesses(JavaClass javaClass) {
    return javaClass.getAccessesFromSelf().stream();
  }

  private static boolean readsClockOrChance(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    boolean clock =
        (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
            || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
            || owner.equals("java.util.Date");
    boolean chance =
        (owner.equals("java.util.UUID") && name.equals("randomUUID"))
            || (owner.equals("java.lang.Math") && name.equals("random"))
            || CHANCE.contains(owner);
    return clock || chance;
  }

  private static boolean isOutOfBounds(JavaClass target) {
    String name = target.getName();
    return Stream.of("java.io.", "java.nio.", "java.net.", "java.sql.", "java.util.logging.")
            .filter(prefix -> !name.equals("java.io.Serializable"))
            .anyMatch(name::startsWith)
        || name.startsWith("org.slf4j.")
        || name.equals("java.lang.Thread")
        || name.equals("java.time.Clock")
        || isIn(target, "application", "adapters", "app");
  }
}
