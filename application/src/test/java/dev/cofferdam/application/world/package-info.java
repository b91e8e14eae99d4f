/** Every store of one installation in one place: what contracts run against, and its fake. */
@NullMarked
package dev.cofferdam.application.world;

import org.jspecify.annotations.NullMarked;
