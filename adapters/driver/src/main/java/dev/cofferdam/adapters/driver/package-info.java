/**
 * How a sandbox's step driver is spoken to: the spec that it reads and the frames that it tells.
 */
@NullMarked
package dev.cofferdam.adapters.driver;

import org.jspecify.annotations.NullMarked;
