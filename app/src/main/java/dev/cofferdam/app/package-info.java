/** The running thing: configuration, commands, wiring. */
@NullMarked
package dev.cofferdam.app;

import org.jspecify.annotations.NullMarked;
