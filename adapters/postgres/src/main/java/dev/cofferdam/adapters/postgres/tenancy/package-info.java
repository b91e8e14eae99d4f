/** Orgs and their members. */
@NullMarked
package dev.cofferdam.adapters.postgres.tenancy;

import org.jspecify.annotations.NullMarked;
