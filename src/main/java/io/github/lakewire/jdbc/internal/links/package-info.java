/**
 * Renews the links of results over HTTP: the server in the process that has the results, and what
 * asks it in the processes that read them.
 */
@NullMarked
package io.github.lakewire.jdbc.internal.links;

import org.jspecify.annotations.NullMarked;
