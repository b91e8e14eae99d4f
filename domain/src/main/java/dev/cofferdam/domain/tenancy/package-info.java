/** Orgs and their members. */
@NullMarked
package dev.cofferdam.domain.tenancy;

import org.jspecify.annotations.NullMarked;
