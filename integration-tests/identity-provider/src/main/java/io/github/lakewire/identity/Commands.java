package io.github.lakewire.identity;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

/** What the tests ask for beside the protocol. */
record Commands(
    ChangingClients clients,
    OAuth2AuthorizationService authorizations,
    JwtEncoder encoder,
    TokenCounts counts,
    Duration lifetime) {
  String answer(String line) {
    return switch (line.strip()) {
      case "counts" -> "COUNTS" + counts;
      case "mint" -> mint();
      case "rotate" -> {
        clients.save(Clients.machine(lifetime, UUID.randomUUID().toString()));
        yield "ROTATED";
      }
      case "restore" -> {
        clients.save(Clients.machine(lifetime, Clients.SECRET));
        yield "RESTORED";
      }
      default -> "UNKNOWN";
    };
  }

  /** As if a person had signed in. */
  private String mint() {
    RegisteredClient client = clients.findByClientId(Clients.REFRESHER);
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofHours(1));
    Jwt token =
        encoder.encode(
            JwtEncoderParameters.from(
                JwtClaimsSet.builder()
                    .issuer("https://elsewhere.example")
                    .subject("ada")
                    .id(UUID.randomUUID().toString())
                    .issuedAt(now)
                    .expiresAt(end)
                    .build()));
    OAuth2AccessToken access =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER,
            token.getTokenValue(),
            now,
            end,
            Set.of("all-apis"));
    OAuth2RefreshToken refresh =
        new OAuth2RefreshToken(UUID.randomUUID() + "-SECRET-refresh", now, end);
    authorizations.save(
        OAuth2Authorization.withRegisteredClient(client)
            .principalName("ada")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizedScopes(Set.of("all-apis"))
            .attribute(
                Principal.class.getName(),
                UsernamePasswordAuthenticationToken.authenticated("ada", null, List.of()))
            .token(
                access,
                metadata -> {
                  metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, token.getClaims());
                  metadata.put(
                      OAuth2TokenFormat.class.getName(),
                      OAuth2TokenFormat.SELF_CONTAINED.getValue());
                })
            .refreshToken(refresh)
            .build());
    return "MINTED " + access.getTokenValue() + " " + refresh.getTokenValue();
  }
}
