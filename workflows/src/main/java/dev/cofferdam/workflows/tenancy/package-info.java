/** Runs the time of invitations durably: whoever dies, there is one reminder and one expiry. */
@NullMarked
package dev.cofferdam.workflows.tenancy;

import org.jspecify.annotations.NullMarked;
