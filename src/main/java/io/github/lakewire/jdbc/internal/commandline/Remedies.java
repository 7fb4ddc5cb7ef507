package io.github.lakewire.jdbc.internal.commandline;

import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What to do about a check that failed. */
final class Remedies {
  static final String SETTINGS =
      "Copy the JDBC URL from the connection details of the SQL warehouse, and set the token in"
          + " DATABRICKS_TOKEN together with DATABRICKS_HOST, or in a profile.";
  static final String NAME =
      "Copy the host name from the connection details of the SQL warehouse. Where names of the"
          + " internet are not known and a proxy leads there, set proxyHost and proxyPort.";
  static final String TCP =
      "Ask whoever runs the network whether this machine may reach that host and port: a firewall"
          + " that drops or refuses looks like this. If a proxy is meant to be used, set proxyHost"
          + " and proxyPort.";
  static final String PROXY =
      "Check the address of the proxy: proxyHost and proxyPort in the URL, or what the JVM and the"
          + " environment say. proxyIgnoreList names hosts to reach without it.";
  static final String TLS =
      "If the last certificate is that of a gateway or private authority that you trust, get it as"
          + " a PEM file from whoever runs it, and add trustStore=<file> to the URL. If you do not"
          + " know it, do not send it your token.";
  static final String TLS_UNSHOWN =
      "Check that host and port are those of the workspace, and that no gateway in between ends"
          + " the connection.";
  static final String STORE =
      "Allow this machine to reach the host of the store, in the firewall or proxy. Until then"
          + " cloudFetch=0 gets all results over the connection itself, which is slower.";

  private Remedies() {}

  /** Of a token that could not be obtained. */
  static String ofSignIn(SignIn way, DriverException failure) {
    if (failure.kind() == DriverException.Kind.CANNOT_CONNECT
        || failure.kind() == DriverException.Kind.CANNOT_CONNECT_EVER) {
      return "Allow this machine to reach the identity provider that the message names, in the"
          + " firewall or proxy, and check discoveryUrl and tokenEndpoint where they are set.";
    }
    if (way instanceof SignIn.Machine) {
      return "Check clientId, and clientSecret or the key: secrets expire, and belong to one"
          + " service principal. One of Entra also needs azureTenantId.";
    }
    if (way instanceof SignIn.User) {
      return "Run the check again and sign in, in the browser or with the code, before the time is"
          + " over. If the provider does not know the client, set clientId to one that it does.";
    }
    if (way instanceof SignIn.Refresh) {
      return "Obtain a new refresh token: each expires, belongs to one clientId, and may be good"
          + " for one use only.";
    }
    if (way instanceof SignIn.Federated) {
      return "Check that the token to exchange has not expired, and that a federation policy of the"
          + " account or service principal names its issuer, subject and audience.";
    }
    if (way instanceof SignIn.ManagedIdentity) {
      return "Check that this machine of Azure has a managed identity, and that clientId, where it"
          + " is set, is that of one of its identities.";
    }
    return "The token provider of the application failed: see what it says.";
  }

  /** Of a session that was not opened. */
  static String ofSession(SignIn way, SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.equals(SqlState.INVALID_AUTHORIZATION.code())) {
      return way instanceof SignIn.Token
          ? "Generate a new token in the settings of the user in this very workspace; tokens"
              + " expire, and hold for one workspace. Check that its user may use the warehouse."
          : "The sign-in gave a token that this workspace refuses. Check that the host is that of"
              + " the right workspace, that the user or service principal is in it, and that it may"
              + " use the warehouse.";
    }
    if (state.equals(SqlState.CONNECTION_REJECTED.code())) {
      return "Copy the HTTP path again from the connection details: /sql/1.0/warehouses/<id> of a"
          + " warehouse that still exists in this workspace.";
    }
    return of(failure);
  }

  static String of(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return Stream.of(SqlState.values())
        .filter(known -> known.code().equals(state))
        .map(SqlState::remedy)
        .findFirst()
        .orElse("The message is that of the server; SQLState " + state + ".");
  }
}
