/** Carries what was committed to what has to be done about it. */
@NullMarked
package dev.cofferdam.application.events;

import org.jspecify.annotations.NullMarked;
