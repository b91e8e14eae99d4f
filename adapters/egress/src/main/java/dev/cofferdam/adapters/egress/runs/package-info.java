/** The one way from a sandbox to the world: a proxy that connects to public addresses alone. */
@NullMarked
package dev.cofferdam.adapters.egress.runs;

import org.jspecify.annotations.NullMarked;
