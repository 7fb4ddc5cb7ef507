package io.github.lakewire.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The trace that the application is in, which the driver passes to the server as the headers {@code
 * traceparent} and {@code tracestate} (W3C Trace Context). Offered by the application as a service:
 * a public class with a public constructor without parameters, named in {@code
 * META-INF/services/io.github.lakewire.jdbc.TraceContext}.
 *
 * <p>Each connection looks for it when it is opened, with the context class loader of the thread,
 * then with the driver's own, and takes the first. Both methods are called in the thread that calls
 * the driver, one after the other: for each statement when it is executed, whose later requests
 * carry the same, for each metadata call, and for connecting, {@code isValid} and closing. They
 * have to return soon and may be called by several threads at a time. What does not have the format
 * of W3C is not sent. What they throw is logged, once for each connection, and ignored.
 *
 * <p>The document {@code src/docs/observability.md} shows one for OpenTelemetry.
 *
 * @since 0.1.0
 */
public interface TraceContext {
  /**
   * Returns the trace and the span that are current in this thread, such as {@code
   * 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01}; null for none.
   */
  @Nullable String traceparent();

  /**
   * Returns what vendors add to it, such as {@code congo=t61rcWkgMzE}, at most 512 characters; null
   * for nothing. It is sent along with a {@link #traceparent} only.
   */
  default @Nullable String tracestate() {
    return null;
  }
}
