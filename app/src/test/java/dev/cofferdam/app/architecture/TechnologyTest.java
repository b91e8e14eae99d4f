package dev.cofferdam.app.architecture;

import static dev.cofferdam.app.architecture.Production.hold;
import static dev.cofferdam.app.architecture.Production.isIn;
import static dev.cofferdam.app.architecture.Production.judge;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each technology is named in its own place, and used there. */
final class TechnologyTest {
  /**
   * @param technology the beginning of its packages' names
   * @param homes where it may be used
   * @param atLeast classes that use it
   */
  @ParameterizedTest
  @CsvSource({
    "io.temporal, workflows app, 5",
    "org.jdbi, adapters.postgres app.wiring, 20",
    "java.sql, adapters.postgres app.bench, 5",
    "org.flywaydb, adapters.postgres, 1",
    "io.zonky, adapters.postgres, 1",
    "com.google.crypto.tink, adapters.tink, 5",
    "com.github.dockerjava, adapters.docker app.wiring app.bench, 5",
    "com.nimbusds, adapters.jose, 2",
    "com.exceptionfactory.jagged, adapters.age, 1",
    "org.apache.commons.compress, adapters.archives adapters.postgres, 3",
    "org.bouncycastle, adapters.argon2, 1",
    "jakarta.mail, adapters.mail, 2",
    "software.amazon.awssdk, adapters.objects, 1",
    "jakarta.ws.rs, adapters.http, 20",
    "jakarta.servlet, adapters.http, 1",
    "org.eclipse.jetty, adapters.http app, 2",
    "io.swagger.v3.oas.annotations, adapters.http, 20",
    "io.dropwizard, adapters.http adapters.postgres app, 5",
    "org.apache.hc, adapters.egress, 2",
    "com.fasterxml.jackson, adapters.driver adapters.egress adapters.http adapters.postgres app, 5"
  })
  void isUsedAtHome(String technology, String homes, int atLeast) {
    String[] allowed = homes.split(" ", -1);
    judge(
        atLeast, using(technology), hold("be in " + homes, javaClass -> isIn(javaClass, allowed)));
  }

  private static DescribedPredicate<JavaClass> using(String technology) {
    return DescribedPredicate.describe(
        "using " + technology,
        javaClass ->
            javaClass.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                    dependency ->
                        dependency.getTargetClass().getPackageName().startsWith(technology)));
  }
}
