/** Audit entries as they are read. */
@NullMarked
package dev.cofferdam.adapters.postgres.audit;

import org.jspecify.annotations.NullMarked;
