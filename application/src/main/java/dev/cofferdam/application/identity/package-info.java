/** Logs people in and out, and says who they are. */
@NullMarked
package dev.cofferdam.application.identity;

import org.jspecify.annotations.NullMarked;
