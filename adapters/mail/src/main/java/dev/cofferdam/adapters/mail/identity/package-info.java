/** Letters, handed to an SMTP server or put into a folder. */
@NullMarked
package dev.cofferdam.adapters.mail.identity;

import org.jspecify.annotations.NullMarked;
