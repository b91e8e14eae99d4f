/** Holds the OpenAPI document to the routes, and the routes to it. */
@NullMarked
package dev.cofferdam.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
