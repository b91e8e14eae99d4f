/** Prices what was used. */
@NullMarked
package dev.cofferdam.application.billing;

import org.jspecify.annotations.NullMarked;
