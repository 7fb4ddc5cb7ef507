/** Time and threads: a deadline, and a task that another thread may take. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.concurrent;
