package dev.cofferdam.app.architecture;

import static dev.cofferdam.app.architecture.Production.dependOnlyOn;
import static dev.cofferdam.app.architecture.Production.in;
import static dev.cofferdam.app.architecture.Production.isIn;
import static dev.cofferdam.app.architecture.Production.isOurs;
import static dev.cofferdam.app.architecture.Production.judge;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom: domain, application, adapters and workflows, app. */
final class LayersTest {
  /** Each may use those to its left, and itself (architecture page, "The features"). */
  private static final List<String> FEATURES =
      List.of(
          "ids",
          "access",
          "audit",
          "events",
          "metering",
          "identity",
          "tenancy",
          "vault",
          "documents",
          "runs",
          "billing",
          "export");

  @Test
  void theDomainKnowsTheJdkAlone() {
    judge(
        60,
        in("domain"),
        dependOnlyOn("the JDK", target -> isIn(target, "domain") || isPlainJava(target)));
  }

  @Test
  void theApplicationKnowsTheDomainAlone() {
    judge(
        100,
        in("application"),
        dependOnlyOn(
            "the domain", target -> isIn(target, "domain", "application") || isPlainJava(target)));
  }

  @ParameterizedTest
  @CsvSource({
    "age, 2",
    "archives, 5",
    "argon2, 4",
    "docker, 15",
    "driver, 7",
    "egress, 10",
    "http, 80",
    "jose, 3",
    "mail, 5",
    "objects, 4",
    "postgres, 50",
    "process, 15",
    "tink, 12"
  })
  void anAdapterKnowsTheApplicationAndNoOtherAdapter(String adapter, int atLeast) {
    String itself = "adapters." + adapter;
    boolean drives = adapter.equals("docker") || adapter.equals("process");
    judge(
        atLeast,
        in(itself),
        dependOnlyOn(
            "the application",
            target ->
                !isOurs(target)
                    || isIn(target, "domain", "application", itself)
                    || (drives && isIn(target, "adapters.driver"))));
  }

  @Test
  void everyAdapterIsAmongThose() {
    judge(
        200,
        in("adapters"),
        Production.hold(
            "be in a known adapter",
            javaClass ->
                isIn(
                    javaClass,
                    "adapters.age",
                    "adapters.archives",
                    "adapters.argon2",
                    "adapters.docker",
                    "adapters.driver",
                    "adapters.egress",
                    "adapters.http",
                    "adapters.jose",
                    "adapters.mail",
                    "adapters.objects",
                    "adapters.postgres",
                    "adapters.process",
                    "adapters.tink")));
  }

  @Test
  void workflowsKnowTheApplication() {
    judge(
        10,
        in("workflows"),
        dependOnlyOn(
            "the application",
            target -> !isOurs(target) || isIn(target, "domain", "application", "workflows")));
  }

  @ParameterizedTest
  @CsvSource({"domain, 60", "application, 100"})
  void featuresUseThoseToTheirLeft(String layer, int atLeast) {
    judge(
        atLeast,
        in(layer),
        new ArchCondition<>("depend only on features to the left") {
          @Override
          public void check(JavaClass javaClass, ConditionEvents events) {
            int own = featureOf(javaClass);
            javaClass.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isOurs(dependency.getTargetClass().getBaseComponentType()))
                .filter(
                    dependency ->
                        featureOf(dependency.getTargetClass().getBaseComponentType()) > own)
                .forEach(
                    dependency ->
                        events.add(
                            SimpleConditionEvent.violated(
                                dependency, dependency.getDescription())));
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"domain, 60", "application, 100"})
  void everyPackageIsAFeature(String layer, int atLeast) {
    String[] known = FEATURES.stream().map(name -> layer + "." + name).toArray(String[]::new);
    judge(
        atLeast,
        in(layer),
        Production.hold("be in a known feature", javaClass -> isIn(javaClass, known)));
  }

  private static int featureOf(JavaClass javaClass) {
    return FEATURES.indexOf(javaClass.getPackageName().split("\\.", -1)[3]);
  }

  private static boolean isPlainJava(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return javaClass.isPrimitive()
        || (name.startsWith("java.") && !name.startsWith("java.sql"))
        || name.startsWith("javax.crypto")
        || name.equals("org.jspecify.annotations");
  }
}
