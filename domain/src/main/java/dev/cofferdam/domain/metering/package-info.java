/** What was used. */
@NullMarked
package dev.cofferdam.domain.metering;

import org.jspecify.annotations.NullMarked;
