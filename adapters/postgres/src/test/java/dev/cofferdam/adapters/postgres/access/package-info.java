/** How processes hear of each other's revocations. */
@NullMarked
package dev.cofferdam.adapters.postgres.access;

import org.jspecify.annotations.NullMarked;
