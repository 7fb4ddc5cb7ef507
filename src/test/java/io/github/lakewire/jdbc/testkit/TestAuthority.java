package io.github.lakewire.jdbc.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority in a folder, made with the JDK's keytool, and what it has issued. */
public final class TestAuthority {
  public static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;

  /** Makes the authority {@code <name>.p12} and {@code <name>.pem}. */
  public TestAuthority(Path folder, String name) throws IOException, InterruptedException {
    this.folder = folder;
    this.name = name;
    keytool(name, "-genkeypair -alias ca -keyalg EC -ext bc:c -dname CN=" + name);
    keytool(name, "-exportcert -rfc -alias ca -file " + folder.resolve(name + ".pem"));
  }

  /** Makes {@code <subject>.p12}: a key, its certificate, and that of the authority. */
  public Path issue(String subject, String algorithm, String extensions)
      throws IOException, InterruptedException {
    Path request = folder.resolve(subject + ".csr");
    Path certificate = folder.resolve(subject + ".crt");
    keytool(subject, "-genkeypair -alias own -dname CN=" + subject + " -keyalg " + algorithm);
    keytool(subject, "-certreq -alias own -file " + request);
    keytool(
        name,
        "-gencert -rfc -alias ca "
            + extensions
            + " -infile "
            + request
            + " -outfile "
            + certificate);
    keytool(subject, "-importcert -noprompt -alias ca -file " + folder.resolve(name + ".pem"));
    keytool(subject, "-importcert -noprompt -alias own -file " + certificate);
    return folder.resolve(subject + ".p12");
  }

  private void keytool(String store, String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(Arrays.asList(arguments.split(" +")));
    command.addAll(
        List.of(
            "-keystore",
            folder.resolve(store + ".p12").toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    run(command);
  }

  /** Runs a program that has to succeed within a minute. */
  public static void run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("lakewire-tool", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      assertEquals(0, process.waitFor(), Files.readString(log, StandardCharsets.ISO_8859_1));
    } finally {
      Files.delete(log);
    }
  }

  /** What a server needs that has one of the keys, and trusts this authority. */
  public SSLContext server(Path keys) throws Exception {
    char[] password = PASSWORD.toCharArray();
    KeyManagerFactory shown =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(KeyStore.getInstance(keys.toFile(), password), password);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setCertificateEntry(
        "ca",
        KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), password)
            .getCertificate("ca"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(own);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
