/** What the audit trail has sealed and signed, through Tink. */
@NullMarked
package dev.cofferdam.adapters.tink.audit;

import org.jspecify.annotations.NullMarked;
