package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.TokenProvider;
import org.jspecify.annotations.Nullable;

/** How a connection proves who it is: where its tokens come from. */
public sealed interface SignIn {

  /** A personal access token, or an OAuth access token that the application has obtained. */
  record Token(Secret token) implements SignIn {}

  /**
   * A provider of the application.
   *
   * @param object the provider itself; when null, one of the class is made
   * @param className of the provider
   */
  record Provider(@Nullable TokenProvider object, String className) implements SignIn {
    @Override
    public String toString() {
      return "Provider[" + className + "]";
    }
  }
}
