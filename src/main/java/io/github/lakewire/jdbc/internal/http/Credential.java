package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.Secret;

/** The credentials for the workspace. Read anew for each attempt, as tokens may be renewed. */
sealed interface Credential {

  /** Returns the value of the Authorization header; only to be put into a request. */
  String authorization();

  /** A personal access token, or an OAuth access token that the application has obtained. */
  record BearerToken(Secret token) implements Credential {
    @Override
    public String authorization() {
      return "Bearer " + token.reveal();
    }
  }
}
