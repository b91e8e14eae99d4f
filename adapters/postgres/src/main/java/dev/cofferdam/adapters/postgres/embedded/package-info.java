/** A PostgreSQL server of our own in the data directory, for installations that bring none. */
@NullMarked
package dev.cofferdam.adapters.postgres.embedded;

import org.jspecify.annotations.NullMarked;
