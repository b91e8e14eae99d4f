/** What tenancy needs from outside: orgs and their members. */
@NullMarked
package dev.cofferdam.application.tenancy.port;

import org.jspecify.annotations.NullMarked;
