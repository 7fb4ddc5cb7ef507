package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.SignIn;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a workspace of Azure wants to know of a principal that is not in it. */
final class AzureHeaders {
  private AzureHeaders() {}

  /** The token, with the resource of the workspace and the right to manage it. */
  static SignedToken add(
      SignedToken token, SignIn.AzureWorkspace workspace, SignedToken management) {
    Map<String, String> headers = new HashMap<>(token.headers());
    headers.put("X-Databricks-Azure-Workspace-Resource-Id", workspace.resourceId());
    headers.put(
        "X-Databricks-Azure-SP-Management-Token",
        String.valueOf(management.headers().get("Authorization")).substring("Bearer ".length()));
    Instant one = token.expiresAt();
    Instant other = management.expiresAt();
    Instant end = one == null || (other != null && other.isBefore(one)) ? other : one;
    return new SignedToken(Map.copyOf(headers), end);
  }
}
