/**
 * Typed ids: UUIDv7 in records, so that one tenant's id can't be passed where another's is meant.
 */
@NullMarked
package dev.cofferdam.domain.ids;

import org.jspecify.annotations.NullMarked;
