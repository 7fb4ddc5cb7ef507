package io.github.lakewire.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * Starts the provider on 127.0.0.1, says on standard output where it is, and ends with standard
 * input. Options: {@code --server.port=N} (default: any free one) and {@code --token.seconds=N},
 * the lifetime of access tokens (default 3600).
 *
 * <p>What it says: {@code ISSUER} (the base of its addresses, as {@code /oidc} of a workspace),
 * {@code KEYS} (a folder with {@code rsa.pem} and {@code ec256.pem}, {@code ec384.pem}, {@code
 * ec521.pem}, the private keys of the clients {@code jwt-RS256} and so on, with their names as key
 * identifiers), then {@code READY}.
 *
 * <p>Each line of standard input is answered by one line: {@code counts} by {@code COUNTS} with the
 * requests for tokens by grant and status; {@code mint} by {@code MINTED} with an access token and
 * a refresh token of the user {@code ada} for the client {@code refresher}; {@code rotate} by
 * {@code ROTATED} after the secret of the client {@code machine} has been replaced; {@code restore}
 * by {@code RESTORED} after it was given back.
 */
@SpringBootApplication
public class IdentityProvider {
  /** Runs until standard input ends. */
  public static void main(String[] args) throws Exception {
    Path keys = Files.createTempDirectory("lakewire-identity");
    ClientKeys clientKeys = ClientKeys.generate();
    SpringApplication application = new SpringApplication(IdentityProvider.class);
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("server.servlet.context-path", "/oidc");
    settings.put("spring.main.banner-mode", "off");
    settings.put("logging.level.root", "off");
    settings.put("token.seconds", "3600");
    application.setDefaultProperties(settings);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("clientKeys", clientKeys));
    var context = (ServletWebServerApplicationContext) application.run(args);
    try {
      clientKeys.privateKeys().forEach((name, key) -> write(keys.resolve(name + ".pem"), key));
      System.out.println("ISSUER http://127.0.0.1:" + context.getWebServer().getPort() + "/oidc");
      System.out.println("KEYS " + keys);
      System.out.println("READY");
      System.out.flush();
      serve(context.getBean(Commands.class));
    } finally {
      for (String name : clientKeys.privateKeys().keySet()) {
        Files.deleteIfExists(keys.resolve(name + ".pem"));
      }
      Files.deleteIfExists(keys);
    }
    System.exit(0);
  }

  private static void write(Path file, PrivateKey key) {
    try {
      Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Commands commands) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(commands.answer(line));
      System.out.flush();
    }
  }
}
