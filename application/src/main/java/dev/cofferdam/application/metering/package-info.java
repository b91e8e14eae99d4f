/** Shows what was used. */
@NullMarked
package dev.cofferdam.application.metering;

import org.jspecify.annotations.NullMarked;
