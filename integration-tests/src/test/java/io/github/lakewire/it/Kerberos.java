package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A key distribution centre on this machine, with one user and one proxy. */
final class Kerberos implements AutoCloseable {
  static final String REALM = "LAKEWIRE.TEST";
  static final String USER = "user";
  static final String PASSWORD = "s3cret";

  private final Path folder;
  private RealProxy centre;

  private Kerberos(Path folder) {
    this.folder = folder;
  }

  /** Starts it, and gets the user a ticket. */
  static Kerberos start(Path folder) throws Exception {
    Kerberos kerberos = new Kerberos(folder);
    kerberos.configure(88);
    kerberos.run("", "kdb5_util", "create", "-s", "-r", REALM, "-P", "master");
    kerberos.administer("addprinc -pw " + PASSWORD + " " + USER);
    kerberos.administer("addprinc -randkey HTTP/localhost");
    kerberos.administer("ktadd -k " + kerberos.keytab() + " HTTP/localhost");
    // For the helper of the proxy, which has other rights.
    Files.setPosixFilePermissions(kerberos.keytab(), PosixFilePermissions.fromString("rw-r--r--"));
    kerberos.centre = RealProxy.atFreePort(kerberos::serve);
    kerberos.run(PASSWORD + "\n", "kinit", "-c", kerberos.ticket().toString(), USER);
    return kerberos;
  }

  private RealProxy serve(int port) throws Exception {
    configure(port);
    return RealProxy.start(
        List.of(RealProxy.program("krb5kdc"), "-n", "-r", REALM), environment(), port, "starting");
  }

  private void configure(int port) throws IOException {
    Files.writeString(
        config(),
        """
        [libdefaults]
         default_realm = %1$s
         dns_lookup_kdc = false
         dns_lookup_realm = false
         dns_canonicalize_hostname = false
         rdns = false
         udp_preference_limit = 1
        [realms]
         %1$s = {
          kdc = 127.0.0.1:%2$d
         }
        [domain_realm]
         localhost = %1$s
        """
            .formatted(REALM, port));
    Files.writeString(
        folder.resolve("kdc.conf"),
        """
        [kdcdefaults]
         kdc_listen = 127.0.0.1:%2$d
         kdc_tcp_listen = 127.0.0.1:%2$d
        [realms]
         %1$s = {
          database_name = %3$s/principal
          key_stash_file = %3$s/stash
          acl_file = %3$s/acl
         }
        """
            .formatted(REALM, port, folder));
  }

  private void administer(String command) throws Exception {
    run("", "kadmin.local", "-r", REALM, "-q", command);
  }

  private void run(String input, String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(RealProxy.program(program)));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().putAll(environment());
    Process process = builder.start();
    try (var out = process.outputWriter()) {
      out.write(input);
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertEquals(0, process.waitFor(), () -> program + " failed, see its log in " + folder);
  }

  Map<String, String> environment() {
    return Map.of(
        "KRB5_CONFIG", config().toString(),
        "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString());
  }

  /** For clients and servers. */
  Path config() {
    return folder.resolve("krb5.conf");
  }

  /** The key of the proxy. */
  Path keytab() {
    return folder.resolve("http.keytab");
  }

  /** The tickets of the user. */
  Path ticket() {
    return folder.resolve("tickets");
  }

  @Override
  public void close() throws InterruptedException {
    if (centre != null) {
      centre.close();
    }
  }
}
