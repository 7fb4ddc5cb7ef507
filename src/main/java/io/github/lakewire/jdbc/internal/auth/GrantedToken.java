package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gives.
 *
 * @param refreshToken null when there is none, or the one that was used stays valid
 */
record GrantedToken(SignedToken token, @Nullable Secret refreshToken) {}
