/** The master key, the installation's own keysets, and what is sealed with them, through Tink. */
@NullMarked
package dev.cofferdam.adapters.tink.access;

import org.jspecify.annotations.NullMarked;
