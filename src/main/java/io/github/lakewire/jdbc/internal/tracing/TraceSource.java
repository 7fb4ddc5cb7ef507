package io.github.lakewire.jdbc.internal.tracing;

import io.github.lakewire.jdbc.TraceContext;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the application in which trace it is. Nothing that its code throws comes out. */
public final class TraceSource {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.tracing");

  private final AtomicBoolean failed = new AtomicBoolean();
  private final @Nullable TraceContext application;

  private TraceSource() {
    ClassLoader own = TraceContext.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    TraceContext found = context == null || context == own ? null : find(context);
    this.application = found == null ? find(own) : found;
  }

  /** Looks for what the application offers. */
  public static TraceSource load() {
    return new TraceSource();
  }

  private @Nullable TraceContext find(@Nullable ClassLoader loader) {
    try {
      Optional<TraceContext> first = ServiceLoader.load(TraceContext.class, loader).findFirst();
      return first.orElse(null);
    } catch (Throwable e) {
      failed(e);
      return null;
    }
  }

  /** Returns the trace of this thread. */
  public TraceHeaders current() {
    if (application == null) {
      return TraceHeaders.NONE;
    }
    try {
      return TraceHeaders.of(application.traceparent(), application.tracestate());
    } catch (Throwable e) {
      failed(e);
      return TraceHeaders.NONE;
    }
  }

  private void failed(Throwable met) {
    if (failed.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "The application's TraceContext failed, its traces are left out", met);
    }
  }
}
