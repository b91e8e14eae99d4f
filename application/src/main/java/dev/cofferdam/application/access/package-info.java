/** Asks the permission table before anything is done. */
@NullMarked
package dev.cofferdam.application.access;

import org.jspecify.annotations.NullMarked;
