/** Who may do what: actors, roles and the permission table. */
@NullMarked
package dev.cofferdam.domain.access;

import org.jspecify.annotations.NullMarked;
