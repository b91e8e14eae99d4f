/** A real database for tests. */
@NullMarked
package dev.cofferdam.adapters.postgres;

import org.jspecify.annotations.NullMarked;
