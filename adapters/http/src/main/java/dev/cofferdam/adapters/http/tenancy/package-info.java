/** Registering, the caller's account, and orgs. */
@NullMarked
package dev.cofferdam.adapters.http.tenancy;

import org.jspecify.annotations.NullMarked;
