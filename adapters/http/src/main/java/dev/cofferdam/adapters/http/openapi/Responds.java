package dev.cofferdam.adapters.http.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An answer of a route. One that returns a record answers 200 with it, and one that returns nothing
 * answers 204: they need none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Responds.All.class)
public @interface Responds {
  int status() default 200;

  /** The record in the body. */
  Class<?> view() default Void.class;

  /**
   * The record in the items of the list in the body. The route is paged by {@code limit} and {@code
   * cursor}, and the answer links to the next page.
   */
  Class<?> pageOf() default Void.class;

  /** Whether the record in the body is a page of a list, as with {@link #pageOf}. */
  boolean paged() default false;

  /** The media type of a body that is no record. */
  String media() default "";

  /** When this is the answer, where the status does not say it. */
  String description() default "";

  ResponseHeader[] headers() default {};

  /** Several answers. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {
    Responds[] value();
  }
}
