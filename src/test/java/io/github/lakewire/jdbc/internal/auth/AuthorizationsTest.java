package io.github.lakewire.jdbc.internal.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.Wait;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationsTest {

  @Test
  void withoutSignInNoRequestIsSigned() throws Exception {
    try (Authorization none =
        Authorizations.of(
            ConfigParser.parseWithoutSignIn("jdbc:databricks://h.example;httpPath=/p", null))) {
      Wait wait = Wait.until(Deadline.none());
      DriverException e = assertThrows(DriverException.class, () -> none.headers(wait));
      assertSame(DriverException.Kind.UNAUTHORIZED, e.kind());
      assertTrue(e.getMessage().contains("no credentials"), e.getMessage());
      assertFalse(none.renew(Map.of(), wait));
    }
  }
}
