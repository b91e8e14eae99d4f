/** Secrets sealed under their org's keyset, through Tink. */
@NullMarked
package dev.cofferdam.adapters.tink.vault;

import org.jspecify.annotations.NullMarked;
