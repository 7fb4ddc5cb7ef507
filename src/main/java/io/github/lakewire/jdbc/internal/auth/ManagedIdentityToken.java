package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks the service of Azure that tells a machine's programs who they are. */
record ManagedIdentityToken(OAuthClient service, SignIn.ManagedIdentity signIn)
    implements TokenSource {
  /** Azure Databricks, as Entra knows it. */
  private static final String DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

  private static final String MANAGEMENT = "https://management.core.windows.net/";

  @Override
  public SignedToken obtain(Deadline deadline) throws DriverException {
    SignedToken token = token(DATABRICKS, deadline);
    SignIn.AzureWorkspace azure = signIn.azure();
    return azure == null ? token : AzureHeaders.add(token, azure, token(MANAGEMENT, deadline));
  }

  private SignedToken token(String resource, Deadline deadline) throws DriverException {
    String client = signIn.clientId() == null ? "" : "&client_id=" + encoded(signIn.clientId());
    URI address =
        URI.create(
            signIn.metadata()
                + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
                + encoded(resource)
                + client);
    Instant begin = Instant.now();
    OAuthClient.Answer answer = service.get(address, Map.of("Metadata", "true"), deadline);
    if (answer.status() != 200) {
      throw service.refused(answer, Map.of(), List.of());
    }
    return service.granted(answer, begin).token();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "the machine's managed identity (" + signIn.metadata().getAuthority() + ")";
  }
}
