/** Plans, and an org's usage with its cost. */
@NullMarked
package dev.cofferdam.adapters.http.billing;

import org.jspecify.annotations.NullMarked;
