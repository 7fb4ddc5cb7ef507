/** The program in the jar: checks a connection, or runs one statement. */
@NullMarked
package io.github.lakewire.jdbc.internal.commandline;

import org.jspecify.annotations.NullMarked;
