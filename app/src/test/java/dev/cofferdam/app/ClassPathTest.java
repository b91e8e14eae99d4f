package dev.cofferdam.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries that were built for different versions of others get the ones that we chose. */
class ClassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "protobuf-java-4.33.6.jar",
        "protobuf-java-util-3.25.8.jar",
        "snakeyaml-2.4.jar",
        "gson-2.13.2.jar"
      })
  void hasThePinnedVersionAlone(String jar) {
    String artifact = jar.replaceFirst("-[0-9.]+\\.jar$", "");

    assertThat(jars()).filteredOn(name -> name.matches(artifact + "-[0-9].*")).containsExactly(jar);
  }

  @Test
  void hasOneLoggingBinding() throws IOException {
    assertThat(all("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
        .singleElement()
        .asString()
        .contains("logback-classic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/google/protobuf/Message.class",
        "com/google/protobuf/util/JsonFormat.class",
        "org/yaml/snakeyaml/Yaml.class",
        "com/google/gson/Gson.class"
      })
  void hasItsClassesOnce(String resource) throws IOException {
    assertThat(all(resource)).hasSize(1);
  }

  private static List<String> jars() {
    return Splitter.on(File.pathSeparator)
        .splitToStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).getFileName().toString())
        .toList();
  }

  private static List<URL> all(String resource) throws IOException {
    return Collections.list(ClassPathTest.class.getClassLoader().getResources(resource));
  }
}
