package dev.cofferdam.application.needs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs where a real Temporal server answers at {@code TEMPORAL_ADDRESS}; see {@link
 * TemporalCondition}.
 */
@Tag("temporal")
@ExtendWith(TemporalCondition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsTemporal {}
