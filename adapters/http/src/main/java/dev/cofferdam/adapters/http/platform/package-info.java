/** What every route shares: who calls, strict JSON, refusals as problems, retries, pages. */
@NullMarked
package dev.cofferdam.adapters.http.platform;

import org.jspecify.annotations.NullMarked;
