package dev.cofferdam.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.function.Predicate;

/** The classes that are shipped, and how they are judged: never without having seen some. */
final class Production {
  static final String ROOT = "dev.cofferdam.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.cofferdam");

  private Production() {}

  /** Classes in these packages or below, each written without {@link #ROOT}. */
  static DescribedPredicate<JavaClass> in(String... packages) {
    return DescribedPredicate.describe(
        "in " + String.join(", ", packages), javaClass -> isIn(javaClass, packages));
  }

  static boolean isIn(JavaClass javaClass, String... packages) {
    for (String name : packages) {
      if ((javaClass.getPackageName() + ".").startsWith(ROOT + name + ".")) {
        return true;
      }
    }
    return false;
  }

  static boolean isOurs(JavaClass javaClass) {
    return (javaClass.getPackageName() + ".").startsWith(ROOT);
  }

  /**
   * @param atLeast how many classes there are to judge; fewer mean that the rule looks past them
   */
  static void judge(
      int atLeast, DescribedPredicate<JavaClass> which, ArchCondition<JavaClass> condition) {
    assertThat(CLASSES.stream().filter(which).count())
        .as("classes %s", which.getDescription())
        .isGreaterThanOrEqualTo(atLeast);
    ArchRuleDefinition.classes().that(which).should(condition).check(CLASSES);
  }

  /** A condition on one class at a time. */
  static ArchCondition<JavaClass> hold(String description, Predicate<JavaClass> test) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                javaClass,
                test.test(javaClass),
                javaClass.getName() + " is to " + getDescription()));
      }
    };
  }

  /** Depends, of all classes, on those alone that are allowed. */
  static ArchCondition<JavaClass> dependOnlyOn(String description, Predicate<JavaClass> allowed) {
    return new ArchCondition<>("depend only on " + description) {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        javaClass.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !allowed.test(dependency.getTargetClass().getBaseComponentType()))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }
}
