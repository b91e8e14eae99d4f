/** Reads and verifies who did what. */
@NullMarked
package dev.cofferdam.application.audit;

import org.jspecify.annotations.NullMarked;
