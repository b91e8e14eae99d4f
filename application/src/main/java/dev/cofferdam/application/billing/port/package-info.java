/** What billing needs from outside: the plan catalogue. */
@NullMarked
package dev.cofferdam.application.billing.port;

import org.jspecify.annotations.NullMarked;
