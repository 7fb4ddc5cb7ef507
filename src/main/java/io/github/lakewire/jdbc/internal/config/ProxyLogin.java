package io.github.lakewire.jdbc.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * What a proxy is told of the user.
 *
 * @param user null for none; with NEGOTIATE, the one of the ticket cache then
 * @param password null for none
 */
public record ProxyLogin(Scheme scheme, @Nullable String user, @Nullable Secret password) {
  /** No credentials. */
  public static final ProxyLogin NONE = new ProxyLogin(Scheme.NONE, null, null);

  /** The schemes of HTTP. */
  public enum Scheme {
    NONE,
    /** User and password, or a digest of them where the proxy asks for that. */
    BASIC,
    /** SPNEGO with Kerberos. */
    NEGOTIATE
  }
}
