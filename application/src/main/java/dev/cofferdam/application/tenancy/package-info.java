/** Signs people up and makes their orgs. */
@NullMarked
package dev.cofferdam.application.tenancy;

import org.jspecify.annotations.NullMarked;
