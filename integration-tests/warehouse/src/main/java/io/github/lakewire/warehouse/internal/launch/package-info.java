/** Starts a warehouse from outside: the JDK is all that this package needs. */
package io.github.lakewire.warehouse.internal.launch;
