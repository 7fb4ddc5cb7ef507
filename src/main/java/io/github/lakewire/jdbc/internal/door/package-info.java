/**
 * The Arrow door: a result as Arrow vectors. The only place that knows Arrow's vectors and memory,
 * which are the application's own classes and may be absent: nothing here but {@link
 * io.github.lakewire.jdbc.internal.door.ArrowDoor} may be touched before it has looked for them.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.door;
