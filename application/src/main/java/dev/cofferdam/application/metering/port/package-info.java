/** What metering needs from outside: the usage ledger. */
@NullMarked
package dev.cofferdam.application.metering.port;

import org.jspecify.annotations.NullMarked;
