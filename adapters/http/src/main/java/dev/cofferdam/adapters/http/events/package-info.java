/** What happens in an org: followed live, and carried out to endpoints elsewhere. */
@NullMarked
package dev.cofferdam.adapters.http.events;

import org.jspecify.annotations.NullMarked;
