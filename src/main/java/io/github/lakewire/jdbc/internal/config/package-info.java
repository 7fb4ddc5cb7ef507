/** Connection properties: the table of them, their sources, and the typed configuration. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.config;
