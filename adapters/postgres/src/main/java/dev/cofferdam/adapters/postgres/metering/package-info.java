/** The usage ledger as rows. */
@NullMarked
package dev.cofferdam.adapters.postgres.metering;

import org.jspecify.annotations.NullMarked;
