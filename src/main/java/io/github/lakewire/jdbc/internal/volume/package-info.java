/** Files of Unity Catalog volumes: what PUT, GET and REMOVE leave to the client. */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.volume;
