/** What audit needs from outside: the transaction that holds the ledger head, and the trail. */
@NullMarked
package dev.cofferdam.application.audit.port;

import org.jspecify.annotations.NullMarked;
