package dev.cofferdam.app.architecture;

import static dev.cofferdam.app.architecture.Production.ROOT;
import static dev.cofferdam.app.architecture.Production.hold;
import static dev.cofferdam.app.architecture.Production.in;
import static dev.cofferdam.app.architecture.Production.isIn;
import static dev.cofferdam.app.architecture.Production.isOurs;
import static dev.cofferdam.app.architecture.Production.judge;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.cofferdam.domain.access.Permission;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What things are called, and what they look like. */
final class NamesTest {
  private static final Pattern FEATURE = Pattern.compile("dev\\.cofferdam\\.application\\.[a-z]+");
  private static final Pattern PORT =
      Pattern.compile("dev\\.cofferdam\\.application\\.[a-z]+\\.port");
  private static final Pattern VAGUE =
      Pattern.compile(".*(Service|Manager|Helper|Utils?|DTO|Dto|Info|Bean|Controller)");
  private static final Set<String> VAGUE_PACKAGES =
      Set.of("common", "shared", "util", "utils", "helper", "helpers", "manager", "base", "misc");

  @Test
  void useCasesAreFinalAndExecuteOneThing() {
    judge(
        30,
        useCases(),
        hold(
            "be public, final, and have one method execute",
            javaClass ->
                javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                    && javaClass.getModifiers().contains(JavaModifier.FINAL)
                    && executes(javaClass) == 1));
  }

  @Test
  void useCasesSayWhichPermissionTheyNeed() {
    judge(
        30,
        useCases(),
        hold(
            "have a constant Permission NEEDS",
            javaClass ->
                javaClass
                    .tryGetField("NEEDS")
                    .filter(NamesTest::isPublicConstant)
                    .filter(field -> field.getRawType().isEquivalentTo(Permission.class))
                    .isPresent()));
  }

  @Test
  void whatNeedsAPermissionIsAUseCase() {
    judge(
        30,
        DescribedPredicate.describe(
            "with a constant NEEDS",
            javaClass -> isOurs(javaClass) && javaClass.tryGetField("NEEDS").isPresent()),
        hold(
            "be a use case",
            javaClass ->
                FEATURE.matcher(javaClass.getPackageName()).matches() && executes(javaClass) == 1));
  }

  @Test
  void portsAreInterfacesAndWhatTheySpeakOf() {
    judge(
        40,
        DescribedPredicate.describe(
            "in ports", javaClass -> PORT.matcher(javaClass.getPackageName()).matches()),
        hold(
            "be an interface, a value or an exception",
            javaClass ->
                javaClass.isInterface()
                    || javaClass.isRecord()
                    || javaClass.isEnum()
                    || javaClass.isAssignableTo(Throwable.class)
                    || isValue(javaClass)));
  }

  @Test
  void applicationPackagesAreFeaturesAndTheirPorts() {
    judge(
        100,
        in("application"),
        hold(
            "be in a feature or its port",
            javaClass ->
                FEATURE.matcher(javaClass.getPackageName()).matches()
                    || PORT.matcher(javaClass.getPackageName()).matches()));
  }

  @Test
  void noNameIsVague() {
    judge(
        400,
        all(),
        hold(
            "have a name that says what it is",
            javaClass -> !VAGUE.matcher(javaClass.getSimpleName()).matches()));
  }

  @Test
  void implIsForWorkflowsAlone() {
    judge(
        3,
        DescribedPredicate.describe(
            "named Impl",
            javaClass -> isOurs(javaClass) && javaClass.getSimpleName().endsWith("Impl")),
        hold("be in workflows", javaClass -> isIn(javaClass, "workflows")));
  }

  @Test
  void noPackageIsVague() {
    judge(
        400,
        all(),
        hold(
            "be in a package that says what it holds",
            javaClass ->
                Arrays.stream(javaClass.getPackageName().split("\\.", -1))
                    .noneMatch(VAGUE_PACKAGES::contains)));
  }

  @Test
  void tablesStayInsideOfTheirPackages() {
    judge(
        5,
        DescribedPredicate.describe(
            "named Dao, Row or Rows",
            javaClass ->
                isIn(javaClass, "adapters.postgres")
                    && javaClass.isTopLevelClass()
                    && javaClass.getSimpleName().matches(".*(Dao|Row|Rows)")),
        hold(
            "be package-private",
            javaClass -> !javaClass.getModifiers().contains(JavaModifier.PUBLIC)));
  }

  @Test
  void storesOfTheApplicationAreNamedStoreAndInterfaces() {
    judge(
        8,
        DescribedPredicate.describe(
            "named Store",
            javaClass ->
                isIn(javaClass, "application") && javaClass.getSimpleName().endsWith("Store")),
        hold("be an interface", JavaClass::isInterface));
  }

  @Test
  void adaptersAreNamedByTheirTechnology() {
    judge(
        10,
        DescribedPredicate.describe(
            "stores of PostgreSQL",
            javaClass ->
                isIn(javaClass, "adapters.postgres")
                    && javaClass.getSimpleName().endsWith("Store")
                    && !javaClass.isInterface()),
        hold("start with Jdbi", javaClass -> javaClass.getSimpleName().startsWith("Jdbi")));
  }

  private static DescribedPredicate<JavaClass> all() {
    return DescribedPredicate.describe("of ours", Production::isOurs);
  }

  private static DescribedPredicate<JavaClass> useCases() {
    return DescribedPredicate.describe(
        "that execute",
        javaClass ->
            FEATURE.matcher(javaClass.getPackageName()).matches()
                && javaClass.isTopLevelClass()
                && executes(javaClass) > 0);
  }

  private static long executes(JavaClass javaClass) {
    return javaClass.getMethods().stream()
        .filter(method -> method.getName().equals("execute"))
        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
        .map(JavaMethod::getFullName)
        .count();
  }

  private static boolean isPublicConstant(JavaField field) {
    return field
        .getModifiers()
        .containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.STATIC, JavaModifier.FINAL));
  }

  /** A final class of final fields that compares by content. */
  private static boolean isValue(JavaClass javaClass) {
    return javaClass.getModifiers().contains(JavaModifier.FINAL)
        && javaClass.getFields().stream()
            .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL))
        && javaClass.tryGetMethod("equals", Object.class).isPresent()
        && javaClass.getName().startsWith(ROOT);
  }
}
