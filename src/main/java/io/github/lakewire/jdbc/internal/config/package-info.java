/** What the user asked for: options, URL, and the typed configuration. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.config;
