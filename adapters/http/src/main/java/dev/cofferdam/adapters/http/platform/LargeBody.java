package dev.cofferdam.adapters.http.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a route whose body is a file: it is taken up to a larger limit. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LargeBody {
  Kind value() default Kind.FILE;

  /** What kind of file it is; each has its own limit. */
  enum Kind {
    FILE,
    UPLOAD
  }
}
