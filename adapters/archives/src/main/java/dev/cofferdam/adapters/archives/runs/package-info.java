/** Archives that people upload for runs. */
@NullMarked
package dev.cofferdam.adapters.archives.runs;

import org.jspecify.annotations.NullMarked;
