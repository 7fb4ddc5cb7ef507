package io.github.lakewire.jdbc.internal.config;

import static java.util.stream.Collectors.joining;

import io.github.lakewire.jdbc.internal.config.SignIn.AssertionKey;
import io.github.lakewire.jdbc.internal.config.SignIn.AzureWorkspace;
import io.github.lakewire.jdbc.internal.config.SignIn.Client;
import io.github.lakewire.jdbc.internal.config.SignIn.Issuer;
import io.github.lakewire.jdbc.internal.config.SignIn.Subject;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from the properties how tokens are obtained from an identity provider. */
final class OAuthParser {
  /** All that a workspace offers. */
  private static final String ALL_APIS = "all-apis";

  /** Azure Databricks, as Entra knows it. */
  private static final String AZURE_DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

  private static final Pattern TENANT = Pattern.compile("[\\w.-]{1,255}");
  private static final Pattern VARIABLE = Pattern.compile("\\w{1,255}");

  private final PropertySources given;
  private final CheckedProperties checked;
  private final ConnectionConfig.Endpoint endpoint;

  OAuthParser(
      PropertySources given, CheckedProperties checked, ConnectionConfig.Endpoint endpoint) {
    this.given = given;
    this.checked = checked;
    this.endpoint = endpoint;
  }

  /** Client id and secret, or a key in place of the secret. */
  SignIn machine() {
    String user = given.text(ConnectionProperty.USER);
    String id = checked.optional(ConnectionProperty.CLIENT_ID, String.class);
    if (id == null && user != null && !user.equalsIgnoreCase(ConnectionProperty.TOKEN)) {
      id = user;
    }
    boolean assertion = checked.value(ConnectionProperty.JWT_ASSERTION, Boolean.class);
    AssertionKey key = assertion || secret() == null ? key(assertion) : null;
    Secret secret = key == null ? secret() : null;
    if (id == null) {
      missing(ConnectionProperty.CLIENT_ID, "the id of the service principal, or give it as user");
    }
    if (secret == null && key == null && !assertion) {
      missing(
          ConnectionProperty.CLIENT_SECRET,
          "generate one for the service principal, or give it as password");
    }
    String tenant = checked.optional(ConnectionProperty.AZURE_TENANT_ID, String.class);
    Issuer issuer = tenant == null ? issuer(ALL_APIS) : ofEntra(tenant);
    return new SignIn.Machine(
        issuer,
        new Client(id == null ? "" : id, secret, tenant != null, key),
        tenant == null ? null : azure());
  }

  /** The password of a profile or the environment is a personal access token, and no secret. */
  private @Nullable Secret secret() {
    Secret secret = checked.optional(ConnectionProperty.CLIENT_SECRET, Secret.class);
    return secret == null && given.isExplicit(ConnectionProperty.PASSWORD)
        ? checked.optional(ConnectionProperty.PASSWORD, Secret.class)
        : secret;
  }

  private @Nullable AssertionKey key(boolean wanted) {
    Path file = path(ConnectionProperty.JWT_KEY_FILE);
    Secret passphrase = checked.optional(ConnectionProperty.JWT_KEY_PASSPHRASE, Secret.class);
    String algorithm = checked.value(ConnectionProperty.JWT_ALGORITHM, String.class);
    String keyId = checked.optional(ConnectionProperty.JWT_KEY_ID, String.class);
    if (file == null) {
      if (wanted && given.text(ConnectionProperty.JWT_KEY_FILE) == null) {
        missing(ConnectionProperty.JWT_KEY_FILE, "UseJWTAssertion is 1");
      }
      return null;
    }
    return new AssertionKey(file, passphrase, algorithm, keyId);
  }

  private Issuer ofEntra(String tenant) {
    if (!TENANT.matcher(tenant).matches()) {
      checked.wrong(ConnectionProperty.AZURE_TENANT_ID);
      return issuer(ALL_APIS);
    }
    String host = endpoint.host().toLowerCase(Locale.ROOT);
    String login =
        host.endsWith(".azure.us")
            ? "login.microsoftonline.us"
            : host.endsWith(".azure.cn") ? "login.chinacloudapi.cn" : "login.microsoftonline.com";
    Issuer own = issuer(AZURE_DATABRICKS + "/.default");
    return own.tokenEndpoint() != null || given.text(ConnectionProperty.DISCOVERY_URL) != null
        ? own
        : new Issuer(
            URI.create("https://" + login + "/" + tenant + "/v2.0"),
            URI.create("https://" + login + "/" + tenant + "/oauth2/v2.0/token"),
            own.scope());
  }

  private @Nullable AzureWorkspace azure() {
    String id = checked.optional(ConnectionProperty.AZURE_RESOURCE_ID, String.class);
    return id == null ? null : new AzureWorkspace(id);
  }

  SignIn managedIdentity() {
    URI metadata = address(ConnectionProperty.AZURE_METADATA_URL);
    return new SignIn.ManagedIdentity(
        metadata == null ? URI.create("http://169.254.169.254") : metadata,
        checked.optional(ConnectionProperty.CLIENT_ID, String.class),
        azure());
  }

  SignIn refresh(Secret token) {
    return new SignIn.Refresh(issuer(ALL_APIS), clientOfUsers(), token);
  }

  /** The client that was named, else the one that every workspace has for drivers. */
  Client clientOfUsers() {
    return new Client(
        clientId("databricks-sql-jdbc"),
        checked.optional(ConnectionProperty.CLIENT_SECRET, Secret.class),
        false,
        null);
  }

  private String clientId(String otherwise) {
    String id = checked.optional(ConnectionProperty.CLIENT_ID, String.class);
    return id == null ? otherwise : id;
  }

  /** Where a token to exchange is; null for nowhere. */
  @Nullable Subject subject() {
    Path file = path(ConnectionProperty.OIDC_TOKEN_FILE);
    if (file != null) {
      return new Subject.InFile(file);
    }
    String variable = checked.optional(ConnectionProperty.OIDC_TOKEN_ENV, String.class);
    if (variable != null && !VARIABLE.matcher(variable).matches()) {
      checked.wrong(ConnectionProperty.OIDC_TOKEN_ENV);
      return null;
    }
    return variable == null ? null : new Subject.InVariable(variable);
  }

  @Nullable SignIn federated() {
    Subject subject = subject();
    return subject == null
        ? null
        : new SignIn.Federated(issuer(ALL_APIS), federatedClient(), subject);
  }

  /** Of a workload: its service principal; otherwise the user of the token. */
  private Client federatedClient() {
    String id = checked.optional(ConnectionProperty.FEDERATION_CLIENT_ID, String.class);
    return new Client(id == null ? clientId("") : id, null, false, null);
  }

  /** Tokens of the application, exchanged where that was asked for. */
  SignIn exchanged(SignIn signIn) {
    Boolean wanted = checked.optional(ConnectionProperty.TOKEN_FEDERATION, Boolean.class);
    boolean named = given.text(ConnectionProperty.FEDERATION_CLIENT_ID) != null;
    return Boolean.TRUE.equals(wanted) || (named && wanted == null)
        ? new SignIn.Federated(issuer(ALL_APIS), federatedClient(), new Subject.Given(signIn))
        : signIn;
  }

  /** The identity provider that was named, else that of the workspace. */
  Issuer issuer(String scope) {
    String asked = checked.optional(ConnectionProperty.AUTH_SCOPE, String.class);
    URI discovery = address(ConnectionProperty.DISCOVERY_URL);
    URI token = address(ConnectionProperty.TOKEN_ENDPOINT);
    return new Issuer(
        discovery == null ? own(".well-known/oauth-authorization-server") : discovery,
        token != null || discovered() ? token : own("v1/token"),
        asked == null ? scope : asked.strip().replaceAll("[ ,]+", " "));
  }

  /** Where people sign in; null where that is discovered. */
  @Nullable URI authorizationEndpoint() {
    URI named = address(ConnectionProperty.AUTHORIZATION_ENDPOINT);
    return named != null || discovered() ? named : own("v1/authorize");
  }

  private boolean discovered() {
    return checked.value(ConnectionProperty.OIDC_DISCOVERY, Boolean.class);
  }

  /** An address of the workspace as an identity provider. */
  private URI own(String path) {
    String host = endpoint.host();
    return URI.create(
        (endpoint.tls() ? "https://" : "http://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + endpoint.port()
            + "/oidc/"
            + path);
  }

  private @Nullable URI address(ConnectionProperty property) {
    String text = checked.optional(property, String.class);
    if (text == null) {
      return null;
    }
    try {
      URI address = URI.create(text);
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // As an address without a host.
    }
    checked.wrong(property);
    return null;
  }

  @Nullable Path path(ConnectionProperty property) {
    String text = checked.optional(property, String.class);
    if (text == null) {
      return null;
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      checked.wrong(property);
      return null;
    }
  }

  private void missing(ConnectionProperty property, String remedy) {
    checked.missing(
        property,
        remedy + given.tokensLeft().stream().map(why -> " (" + why + ")").collect(joining()));
  }
}
