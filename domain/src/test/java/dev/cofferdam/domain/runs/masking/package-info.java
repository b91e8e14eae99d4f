/** Tests of the masking, its reference to compare with, and its measurement. */
@NullMarked
package dev.cofferdam.domain.runs.masking;

import org.jspecify.annotations.NullMarked;
