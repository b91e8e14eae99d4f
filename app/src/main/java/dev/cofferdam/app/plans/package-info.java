/** Reads plan catalogues. */
@NullMarked
package dev.cofferdam.app.plans;

import org.jspecify.annotations.NullMarked;
