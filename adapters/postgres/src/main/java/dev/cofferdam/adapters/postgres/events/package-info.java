/** The outbox. */
@NullMarked
package dev.cofferdam.adapters.postgres.events;

import org.jspecify.annotations.NullMarked;
