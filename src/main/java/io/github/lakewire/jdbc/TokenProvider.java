package io.github.lakewire.jdbc;

/**
 * Gives the tokens that a connection signs in with, where the application obtains them itself. It
 * is given to the driver as the name of its class in the connection property {@code tokenProvider},
 * as an object under that name in the {@code Properties}, or with {@link
 * LakewireDataSource#setTokenProviderObject}. A class that is given by its name has to be public
 * with a public constructor without parameters; it is looked for with the context class loader of
 * the thread that connects, then with the driver's own, and each connection makes an object of it.
 *
 * <p>It is asked when the first request needs a token, when the one before is about to expire (from
 * five minutes before, or from a quarter of its lifetime if that is less, while requests still go
 * on with the one before), and once more when the server has refused the one before. Otherwise the
 * driver keeps the token. A token without expiry is kept until the server refuses it.
 *
 * <p>Each call comes in a daemon thread of the driver, whose context class loader is that of the
 * provider's class. Connections that were given the same object share its tokens, and ask it one at
 * a time; an object that is used in other ways, too, has to allow for several threads. A call has
 * one minute. After that its thread is interrupted and the requests that wait for it fail; it is
 * not called again before the call has returned.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TokenProvider {
  /**
   * Returns a token that is valid now. It may be the one that was returned before, except after the
   * server has refused that one.
   *
   * @throws java.io.IOException when the token cannot be obtained now, and may be later: the
   *     connection fails with SQLState {@code 08001}, a statement with {@code 08006} after it was
   *     tried again for as long as {@code retryTimeout} says
   * @throws Exception when it cannot be obtained: SQLState {@code 28000}. The exception becomes a
   *     cause of the {@code SQLException}; its message must not contain secrets. While the token
   *     before is still valid, what is thrown is only logged
   */
  AccessToken token() throws Exception;
}
