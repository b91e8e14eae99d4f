/** Opaque tokens, found again by a hash keyed through Tink. */
@NullMarked
package dev.cofferdam.adapters.tink.identity;

import org.jspecify.annotations.NullMarked;
