/** What is owed: plans and what usage costs under them. */
@NullMarked
package dev.cofferdam.domain.billing;

import org.jspecify.annotations.NullMarked;
