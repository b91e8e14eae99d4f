/** An org's audit trail. */
@NullMarked
package dev.cofferdam.adapters.http.audit;

import org.jspecify.annotations.NullMarked;
