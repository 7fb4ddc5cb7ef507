/** What metadata keeps for a few seconds: knows nothing of JDBC and of what it keeps. */
@NullMarked
package io.github.lakewire.jdbc.internal.metadata.cache;

import org.jspecify.annotations.NullMarked;
