/** Tests of the invitation's workflow, over Temporal's own servers. */
@NullMarked
package dev.cofferdam.workflows.tenancy;

import org.jspecify.annotations.NullMarked;
