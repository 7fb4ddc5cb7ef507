package io.github.lakewire.jdbc.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys in the forms that OpenSSL writes. */
class PrivateKeyFileTest {
  private static SignIn.AssertionKey key(Path file, String algorithm, @Nullable String passphrase) {
    return new SignIn.AssertionKey(
        file, passphrase == null ? null : new Secret(passphrase), algorithm, null);
  }

  private static Path ofOpenSsl(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(PrivateKeyFileTest.class.getResource("/keys/" + name)).toURI());
  }

  private static String problem(SignIn.AssertionKey key) {
    DriverException wrong = assertThrows(DriverException.class, () -> PrivateKeyFile.read(key));
    assertEquals("08001", wrong.sqlState());
    for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains("SECRET"), cause.toString());
    }
    return String.valueOf(wrong.getMessage());
  }

  @Test
  void sameKeyIsReadInEachForm() throws Exception {
    PrivateKey plain = PrivateKeyFile.read(key(ofOpenSsl("rsa-pkcs8.pem"), "RS256", null));
    assertEquals(plain, PrivateKeyFile.read(key(ofOpenSsl("rsa-pkcs1.pem"), "PS512", null)));
    assertEquals(
        plain, PrivateKeyFile.read(key(ofOpenSsl("rsa-encrypted.pem"), "RS256", "open-SECRET")));
    assertEquals(
        "EC", PrivateKeyFile.read(key(ofOpenSsl("ec-pkcs8.pem"), "ES256", null)).getAlgorithm());
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-encrypted.pem, RS256, , set jwtKeyPassphrase",
    "rsa-encrypted.pem, RS256, wrong-SECRET, check jwtKeyPassphrase",
    "ec-pkcs8.pem, RS256, , no key for the algorithm RS256",
    "rsa-pkcs8.pem, ES256, , no key for the algorithm ES256",
    "ec-sec1.pem, ES256, , openssl pkcs8 -topk8",
    "rsa-public.pem, RS256, , has no private key"
  })
  void whatCannotBeUsedIsToldWithARemedy(
      String file, String algorithm, @Nullable String passphrase, String text) throws Exception {
    String problem = problem(key(ofOpenSsl(file), algorithm, passphrase));
    assertTrue(problem.contains(text), problem);
  }

  @Test
  void fileMustBeThereAndSmall(@TempDir Path folder) throws Exception {
    String absent = problem(key(folder.resolve("absent"), "RS256", null));
    assertTrue(absent.contains("cannot be read"), absent);
    Path large = folder.resolve("large");
    Files.write(large, new byte[70_000]);
    String tooLarge = problem(key(large, "RS256", null));
    assertTrue(tooLarge.contains("64 KB"), tooLarge);
    assertTrue(problem(key(folder, "RS256", null)).contains("cannot be read"));
  }
}
