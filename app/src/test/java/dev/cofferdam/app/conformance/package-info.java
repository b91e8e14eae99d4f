/** What the walls of the runtimes are held to. */
@NullMarked
package dev.cofferdam.app.conformance;

import org.jspecify.annotations.NullMarked;
