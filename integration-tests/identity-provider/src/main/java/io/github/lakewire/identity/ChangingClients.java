package io.github.lakewire.identity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** The clients by their identifiers, of which one may be replaced by another. */
final class ChangingClients implements RegisteredClientRepository {
  private final Map<String, RegisteredClient> clients = new ConcurrentHashMap<>();

  @Override
  public void save(RegisteredClient client) {
    clients.put(client.getClientId(), client);
  }

  @Override
  public RegisteredClient findById(String id) {
    return clients.get(id);
  }

  @Override
  public RegisteredClient findByClientId(String clientId) {
    return clients.get(clientId);
  }
}
