/** Tries a sandbox's walls from within: what `doctor --sandbox` and the runtimes' tests run. */
@NullMarked
package dev.cofferdam.app.conformance;

import org.jspecify.annotations.NullMarked;
