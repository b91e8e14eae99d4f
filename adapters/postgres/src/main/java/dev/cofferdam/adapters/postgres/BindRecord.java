package dev.cofferdam.adapters.postgres;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import org.jdbi.v3.sqlobject.customizer.SqlStatementCustomizerFactory;
import org.jdbi.v3.sqlobject.customizer.SqlStatementCustomizingAnnotation;
import org.jdbi.v3.sqlobject.customizer.SqlStatementParameterCustomizer;

/**
 * Binds a record whose name ends in {@code Row}: component {@code actorKind} as {@code :actorKind},
 * and so the components of such records in it. A statement need not use all of them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@SqlStatementCustomizingAnnotation(BindRecord.Factory.class)
public @interface BindRecord {
  /** Made by Jdbi. */
  final class Factory implements SqlStatementCustomizerFactory {
    @Override
    public SqlStatementParameterCustomizer createForParameter(
        Annotation annotation,
        Class<?> dao,
        Method method,
        Parameter parameter,
        int index,
        Type type) {
      return (statement, row) ->
          statement.bindNamedArgumentFinder(new RecordArguments((Record) row));
    }
  }
}
