package io.github.lakewire.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The provider's parts: addresses as those of a workspace, clients, one user, one key. */
@org.springframework.context.annotation.Configuration
class Configuration {
  @Value("${token.seconds}")
  private long seconds;

  private final ChangingClients clients = new ChangingClients();
  private final TokenCounts counts = new TokenCounts();

  /** The clients' keys are read from this very provider, whose port is known by then. */
  @EventListener
  void register(WebServerInitializedEvent event) {
    String keys = "http://127.0.0.1:" + event.getWebServer().getPort() + "/oidc/keys-of-clients";
    Clients.all(lifetime(), keys).forEach(clients::save);
  }

  private Duration lifetime() {
    return Duration.ofSeconds(seconds);
  }

  @Bean
  ChangingClients clients() {
    return clients;
  }

  @Bean
  AuthorizationServerSettings addresses() {
    return AuthorizationServerSettings.builder()
        .tokenEndpoint("/v1/token")
        .authorizationEndpoint("/v1/authorize")
        .deviceAuthorizationEndpoint("/v1/device_authorization")
        .deviceVerificationEndpoint("/v1/device_verification")
        .jwkSetEndpoint("/v1/keys")
        .build();
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new InMemoryOAuth2AuthorizationService();
  }

  @Bean
  JWKSource<SecurityContext> key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    return new ImmutableJWKSet<>(
        new JWKSet(
            new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID(UUID.randomUUID().toString())
                .build()));
  }

  @Bean
  JwtEncoder encoder(JWKSource<SecurityContext> key) {
    return new NimbusJwtEncoder(key);
  }

  @Bean
  JwtDecoder decoder(JWKSource<SecurityContext> key) {
    return org.springframework.security.config.annotation.web.configuration
        .OAuth2AuthorizationServerConfiguration.jwtDecoder(key);
  }

  /** Refresh tokens for clients without a secret, too, which Spring gives to others only. */
  @Bean
  OAuth2TokenGenerator<OAuth2Token> tokens(JwtEncoder encoder) {
    JwtGenerator access = new JwtGenerator(encoder);
    OAuth2TokenGenerator<OAuth2RefreshToken> refresh =
        context -> {
          if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())
              || !context
                  .getRegisteredClient()
                  .getAuthorizationGrantTypes()
                  .contains(AuthorizationGrantType.REFRESH_TOKEN)) {
            return null;
          }
          Instant now = Instant.now();
          return new OAuth2RefreshToken(
              UUID.randomUUID() + "-SECRET-refresh",
              now,
              now.plus(
                  context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
        };
    return new DelegatingOAuth2TokenGenerator(access, refresh);
  }

  @Bean
  UserDetailsService people() {
    return new InMemoryUserDetailsManager(
        User.withUsername("ada").password("{noop}ada-SECRET").authorities("ROLE_USER").build());
  }

  @Bean
  Commands commands(OAuth2AuthorizationService authorizations, JwtEncoder encoder) {
    return new Commands(clients, authorizations, encoder, counts, lifetime());
  }

  @Bean
  FilterRegistrationBean<TokenCounts> counting() {
    FilterRegistrationBean<TokenCounts> first = new FilterRegistrationBean<>(counts);
    first.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return first;
  }

  @Bean
  @Order(1)
  SecurityFilterChain protocol(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
    PublicClients publicClients = new PublicClients(clients);
    http.securityMatcher(server.getEndpointsMatcher())
        .with(
            server,
            configurer ->
                configurer
                    .clientAuthentication(
                        client ->
                            client
                                .authenticationConverter(publicClients)
                                .authenticationProvider(publicClients))
                    .authorizationEndpoint(
                        endpoint ->
                            endpoint.authenticationProviders(
                                all -> all.forEach(Configuration::allowEveryLoopbackPort)))
                    .deviceAuthorizationEndpoint(
                        endpoint -> endpoint.verificationUri("/v1/device_verification")))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(csrf -> csrf.ignoringRequestMatchers(server.getEndpointsMatcher()))
        .exceptionHandling(
            handling ->
                handling.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/login"),
                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
    return http.build();
  }

  /** A driver takes a port that is free, and names this machine localhost as people do. */
  private static void allowEveryLoopbackPort(Object provider) {
    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
      codes.setAuthenticationValidator(
          OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR.andThen(
              context -> {
                var request =
                    (org.springframework.security.oauth2.server.authorization.authentication
                            .OAuth2AuthorizationCodeRequestAuthenticationToken)
                        context.getAuthentication();
                String uri = String.valueOf(request.getRedirectUri());
                if (!uri.matches("http://(localhost|127\\.0\\.0\\.1):\\d+/?")) {
                  OAuth2AuthorizationCodeRequestAuthenticationValidator
                      .DEFAULT_REDIRECT_URI_VALIDATOR
                      .accept(context);
                }
              }));
    }
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/keys-of-clients", "/error")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> {})
        .build();
  }

  /** Where the provider finds the clients' public keys. */
  @RestController
  static class PublicKeys {
    private final ClientKeys keys;

    PublicKeys(ClientKeys keys) {
      this.keys = keys;
    }

    @GetMapping(path = "/keys-of-clients", produces = MediaType.APPLICATION_JSON_VALUE)
    String keys() {
      return keys.publicKeys().toString();
    }
  }
}
