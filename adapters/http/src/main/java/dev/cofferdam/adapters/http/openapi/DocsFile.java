package dev.cofferdam.adapters.http.openapi;

import dev.cofferdam.adapters.http.platform.EntityTags;
import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A file of the documentation, from the class path. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DocsFile(String type, byte[] content, EntityTag tag) {
  private static final String ABOUT = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  static DocsFile ours(String name, String type) {
    return of(name, type);
  }

  static DocsFile swaggerUi(String name, String type) {
    return of("/META-INF/resources/webjars/swagger-ui/" + version() + "/" + name, type);
  }

  private static DocsFile of(String path, String type) {
    byte[] content = read(path);
    return new DocsFile(type, content, EntityTags.ofContent(content));
  }

  /** The version is in the path of each file of a webjar. */
  private static String version() {
    Properties about = new Properties();
    try (InputStream in = open(ABOUT)) {
      about.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return about.getProperty("version");
  }

  private static byte[] read(String path) {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = DocsFile.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException(path + " is not on the class path");
    }
    return in;
  }
}
