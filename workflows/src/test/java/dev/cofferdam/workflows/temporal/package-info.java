/** Tests of how this connects to Temporal. */
@NullMarked
package dev.cofferdam.workflows.temporal;

import org.jspecify.annotations.NullMarked;
