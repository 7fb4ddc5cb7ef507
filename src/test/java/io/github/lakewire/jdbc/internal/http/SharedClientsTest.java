package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import org.junit.jupiter.api.Test;

class SharedClientsTest {
  private static final ConnectionConfig CONFIG = HttpFixture.config("workspace.example", 443, "");

  @Test
  void whatAnotherProcessSaysOfTheWorkspacesAddressHoldsForItsFilesOnly() throws Exception {
    SharedClients own = SharedClients.acquire(CONFIG);
    SharedClients told = SharedClients.forFiles(CONFIG, true);
    SharedClients files = SharedClients.forFiles(CONFIG, false);
    try {
      assertNotSame(own, told);
      assertSame(own, files);
      assertEquals(true, told.isWorkspaceLocal());
      assertEquals(false, own.isWorkspaceLocal());
    } finally {
      own.release();
      told.release();
      files.release();
    }
  }
}
