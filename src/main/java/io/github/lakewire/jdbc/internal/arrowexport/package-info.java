/**
 * Results as Arrow vectors. The only package that uses Arrow's vectors and memory, which are the
 * application's own classes and may be absent: only {@link
 * io.github.lakewire.jdbc.internal.arrowexport.ArrowExport}, which looks for them, may be used
 * before they were found.
 */
@org.jspecify.annotations.NullMarked
package io.github.lakewire.jdbc.internal.arrowexport;
