package io.github.lakewire.warehouse.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that lives as long as the process, and what it signed for localhost. */
final class Certificates {
  private static final String PASSWORD = "throw-away";

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** The authority's certificate, PEM. */
  Path authorityPem() {
    return folder.resolve("ca.pem");
  }

  /** The authority's certificate as a trust store, PKCS #12. */
  Path trustStore() {
    return folder.resolve("truststore.p12");
  }

  String trustStorePassword() {
    return PASSWORD;
  }

  /** Makes everything with the JDK's own tool. Takes some seconds. */
  SSLContext create() throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    Path authority = folder.resolve("ca.p12");
    Path server = folder.resolve("server.p12");
    keytool(
        authority,
        "-genkeypair",
        "-alias",
        "ca",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=Lakewire throw-away CA",
        "-ext",
        "bc:critical=ca:true",
        "-ext",
        "ku:critical=keyCertSign,cRLSign",
        "-validity",
        "30");
    keytool(authority, "-exportcert", "-alias", "ca", "-rfc", "-file", authorityPem().toString());
    keytool(
        server,
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-validity",
        "30");
    Path request = folder.resolve("server.csr");
    Path certificate = folder.resolve("server.pem");
    keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
    keytool(
        authority,
        "-gencert",
        "-alias",
        "ca",
        "-rfc",
        "-validity",
        "30",
        "-ext",
        "san=dns:localhost,dns:warehouse.test,ip:127.0.0.1",
        "-ext",
        "eku=serverAuth",
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString());
    keytool(server, "-importcert", "-alias", "ca", "-noprompt", "-file", authorityPem().toString());
    keytool(
        server, "-importcert", "-alias", "server", "-noprompt", "-file", certificate.toString());
    keytool(
        trustStore(),
        "-importcert",
        "-alias",
        "ca",
        "-noprompt",
        "-file",
        authorityPem().toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(server)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("keytool did not end within 60 s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("keytool " + arguments[0] + " failed: " + Files.readString(log));
    }
  }
}
