package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.SignInPrompt;
import io.github.lakewire.jdbc.SignInRequest;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The prompt of the application, if it has one. It is kept while a request is shown only: the
 * application must stay collectable. Nothing that its code throws comes out. Used by one thread at
 * a time.
 */
public final class Prompt {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.signin");

  private final WeakReference<@Nullable ClassLoader> application;
  private @Nullable SignInPrompt showing;

  private Prompt(@Nullable ClassLoader application) {
    this.application = new WeakReference<>(application);
  }

  /** That of the application that calls in this thread. */
  public static Prompt ofCaller() {
    return new Prompt(Thread.currentThread().getContextClassLoader());
  }

  /** Looks for it; null when there is none. */
  private @Nullable SignInPrompt find() {
    ClassLoader own = SignInPrompt.class.getClassLoader();
    ClassLoader context = application.get();
    SignInPrompt found = context == null || context == own ? null : find(context);
    return found == null ? find(own) : found;
  }

  private static @Nullable SignInPrompt find(@Nullable ClassLoader loader) {
    try {
      Optional<SignInPrompt> first = ServiceLoader.load(SignInPrompt.class, loader).findFirst();
      return first.orElse(null);
    } catch (Throwable e) {
      failed(e);
      return null;
    }
  }

  boolean exists() {
    return find() != null;
  }

  /** Shows a request, until {@link #over}. */
  boolean show(SignInRequest request) {
    SignInPrompt found = find();
    showing = found;
    try {
      if (found == null) {
        return false;
      }
      Thread.currentThread().setContextClassLoader(found.getClass().getClassLoader());
      return found.show(request);
    } catch (Throwable e) {
      failed(e);
      return false;
    }
  }

  void over(SignInRequest request) {
    SignInPrompt shown = showing;
    showing = null;
    try {
      if (shown != null) {
        shown.over(request);
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private static void failed(Throwable met) {
    LOG.log(Level.WARNING, "The application's SignInPrompt failed, and is passed by", met);
  }
}
