/** What whoever operates the installation asks it. */
@NullMarked
package dev.cofferdam.adapters.http.operate;

import org.jspecify.annotations.NullMarked;
