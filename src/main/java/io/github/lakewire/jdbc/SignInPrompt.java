package io.github.lakewire.jdbc;

/**
 * Shows a person where to sign in ({@code AuthMech=11;Auth_Flow=2}), for applications that have a
 * better place for it than a browser that the driver opens, or the log. Offered by the application
 * as a service: a public class with a public constructor without parameters, named in {@code
 * META-INF/services/io.github.lakewire.jdbc.SignInPrompt}.
 *
 * <p>It is looked for when somebody has to sign in, with the context class loader of the thread
 * that connected first, then with the driver's own; an object of the first is made, and kept while
 * the request is shown. One sign-in serves all connections of the process with the same settings,
 * and is shown once. Both methods are called in a daemon thread of the driver, one after the other,
 * and have to return soon. What they throw is logged, and counts as not shown.
 *
 * @since 0.1.0
 */
public interface SignInPrompt {
  /**
   * Shows where to sign in. The request stays open after the call: until the person has signed in,
   * it is cancelled, or its time has passed.
   *
   * @return whether the person sees it; if not, the driver opens a browser, or writes the address
   *     to the log
   */
  boolean show(SignInRequest request);

  /**
   * Hears that a request that was shown is over, whether the person has signed in or not: what is
   * shown may be taken away. The default does nothing.
   */
  default void over(SignInRequest request) {}
}
