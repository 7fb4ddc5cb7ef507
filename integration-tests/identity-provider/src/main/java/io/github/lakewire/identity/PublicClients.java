package io.github.lakewire.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Clients without a secret may ask for device codes, exchange and refresh tokens, as they may at
 * Databricks. Codes with PKCE are Spring's own affair.
 */
record PublicClients(RegisteredClientRepository clients)
    implements AuthenticationConverter, AuthenticationProvider {
  /** Tells its requests from those of other methods. */
  static final class Token extends OAuth2ClientAuthenticationToken {
    private static final long serialVersionUID = 1L;

    Token(String clientId) {
      super(clientId, ClientAuthenticationMethod.NONE, null, null);
    }
  }

  @Override
  public Authentication convert(HttpServletRequest request) {
    String id = request.getParameter("client_id");
    boolean other =
        request.getHeader("Authorization") != null
            || request.getParameter("client_secret") != null
            || request.getParameter("client_assertion") != null
            || "authorization_code".equals(request.getParameter("grant_type"));
    return id == null || other ? null : new Token(id);
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    RegisteredClient client = clients.findByClientId(String.valueOf(authentication.getPrincipal()));
    if (client == null
        || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return Token.class == authentication;
  }
}
