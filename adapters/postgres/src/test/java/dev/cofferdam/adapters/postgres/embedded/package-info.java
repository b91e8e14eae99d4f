/** The embedded server, killed, misused and started again. */
@NullMarked
package dev.cofferdam.adapters.postgres.embedded;

import org.jspecify.annotations.NullMarked;
