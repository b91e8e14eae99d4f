/** The OpenAPI document of this surface, made from its routes. */
@NullMarked
package dev.cofferdam.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
