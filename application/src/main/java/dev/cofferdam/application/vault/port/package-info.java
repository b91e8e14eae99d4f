/** What the vault needs from outside: its rows, and sealing. */
@NullMarked
package dev.cofferdam.application.vault.port;

import org.jspecify.annotations.NullMarked;
