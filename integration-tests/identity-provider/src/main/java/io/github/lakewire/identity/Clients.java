package io.github.lakewire.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may sign in, one client for each way. */
final class Clients {
  /** A machine with the secret {@link #SECRET}. */
  static final String MACHINE = "machine";

  static final String SECRET = "machine-SECRET";

  /** What Databricks drivers sign people in as: browser with PKCE, device code; no secret. */
  static final String PEOPLE = "databricks-sql-jdbc";

  /** As {@link #PEOPLE}, who are asked whether they agree. */
  static final String CAREFUL_PEOPLE = "careful-people";

  /** Has refresh tokens, and a secret. */
  static final String REFRESHER = "refresher";

  /** A service principal that takes tokens of others, without a secret. */
  static final String FEDERATED = "federated";

  private Clients() {}

  static List<RegisteredClient> all(Duration lifetime, String keys) {
    List<RegisteredClient> clients = new ArrayList<>();
    clients.add(machine(lifetime, SECRET));
    clients.add(people(PEOPLE, lifetime, false));
    clients.add(people(CAREFUL_PEOPLE, lifetime, true));
    clients.add(
        client(
            REFRESHER,
            lifetime,
            builder ->
                builder
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)));
    clients.add(
        client(
            FEDERATED,
            lifetime,
            builder ->
                builder
                    .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                    .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)));
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      clients.add(
          client(
              "jwt-" + algorithm.getName(),
              lifetime,
              builder ->
                  builder
                      .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                      .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                      .clientSettings(
                          ClientSettings.builder()
                              .jwkSetUrl(keys)
                              .tokenEndpointAuthenticationSigningAlgorithm(algorithm)
                              .build())));
    }
    return clients;
  }

  private static RegisteredClient people(String id, Duration lifetime, boolean asked) {
    return client(
        id,
        lifetime,
        builder ->
            builder
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .redirectUri("http://127.0.0.1:8020")
                .scope("sql")
                .clientSettings(
                    ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(asked)
                        .build()));
  }

  static RegisteredClient machine(Duration lifetime, String secret) {
    return client(
        MACHINE,
        lifetime,
        builder ->
            builder
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                // As Entra names the scope of Azure Databricks.
                .scope("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default"));
  }

  private static RegisteredClient client(
      String id, Duration lifetime, Consumer<RegisteredClient.Builder> more) {
    RegisteredClient.Builder builder =
        RegisteredClient.withId(id)
            .clientId(id)
            .scope("all-apis")
            .scope("offline_access")
            .tokenSettings(
                TokenSettings.builder()
                    .accessTokenTimeToLive(lifetime)
                    .refreshTokenTimeToLive(Duration.ofHours(1))
                    .reuseRefreshTokens(false)
                    .build());
    more.accept(builder);
    return builder.build();
  }
}
