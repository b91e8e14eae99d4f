/** Webhooks on their way out, to public addresses alone. */
@NullMarked
package dev.cofferdam.adapters.egress.events;

import org.jspecify.annotations.NullMarked;
