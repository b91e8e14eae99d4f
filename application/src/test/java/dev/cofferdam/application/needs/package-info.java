/** What some tests need of the machine, said in a way that a skipped test can't be overlooked. */
@NullMarked
package dev.cofferdam.application.needs;

import org.jspecify.annotations.NullMarked;
