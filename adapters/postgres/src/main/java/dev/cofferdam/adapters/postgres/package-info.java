/**
 * What every store here stands on: pools, the thread's transaction, the ledger, migrations, roles.
 */
@NullMarked
package dev.cofferdam.adapters.postgres;

import org.jspecify.annotations.NullMarked;
