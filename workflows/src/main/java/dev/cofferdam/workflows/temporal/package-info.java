/** The connection to Temporal, or the server that is embedded in this process. */
@NullMarked
package dev.cofferdam.workflows.temporal;

import org.jspecify.annotations.NullMarked;
