/** Finds secrets in a stream of bytes, in the forms that tools print them in, and masks them. */
@NullMarked
package dev.cofferdam.domain.runs.masking;

import org.jspecify.annotations.NullMarked;
