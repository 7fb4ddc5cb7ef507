package io.github.lakewire.jdbc.internal.config;

/** The token that a configuration was given. */
final class GivenToken {
  private GivenToken() {}

  static String in(ConnectionConfig config) {
    return ((SignIn.Token) config.signIn()).token().reveal();
  }
}
