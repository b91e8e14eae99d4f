/** Puts the parts together, by hand, one screen a feature. */
@NullMarked
package dev.cofferdam.app.wiring;

import org.jspecify.annotations.NullMarked;
