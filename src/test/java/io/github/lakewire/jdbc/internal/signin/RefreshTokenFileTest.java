package io.github.lakewire.jdbc.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTokenFileTest {
  private static final Secret TOKEN = new Secret("dapi-refresh");

  @TempDir Path home;
  private Path folder;
  private CapturedLog log;

  @BeforeEach
  void listen() {
    folder = home.resolve("a").resolve("sign-in");
    log = new CapturedLog();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private RefreshTokenFile file(String passphrase) {
    return new RefreshTokenFile(folder, "https://host client", new Secret(passphrase));
  }

  private void assertWarned(String text) {
    List<String> warnings = log.messages(Level.WARNING);
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains(text), warnings.toString());
    assertFalse(log.text().contains("dapi-"), log.text());
  }

  private static Set<PosixFilePermission> rights(String text) {
    return PosixFilePermissions.fromString(text);
  }

  @Test
  void theTokenIsReadByTheNextProcess() throws Exception {
    file("dapi-words").write(TOKEN);
    assertEquals(TOKEN, file("dapi-words").read());
    file("dapi-words").write(new Secret("dapi-second"));
    assertEquals(new Secret("dapi-second"), file("dapi-words").read());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file("x").file()), files.toList());
    }
    assertEquals(List.of(), log.messages(Level.WARNING));
  }

  @Test
  void itsOwnerAloneMayReadIt() throws Exception {
    file("dapi-words").write(TOKEN);
    assertEquals(rights("rw-------"), Files.getPosixFilePermissions(file("x").file()));
    assertEquals(rights("rwx------"), Files.getPosixFilePermissions(folder));
    assertNull(file("x").<Secret, RuntimeException>locked(Deadline.none(), () -> null));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        assertEquals(rights("rw-------"), Files.getPosixFilePermissions(each), each.toString());
      }
    }
  }

  @Test
  void accountsHaveFilesOfTheirOwn() {
    assertNotEquals(
        file("x").file(), new RefreshTokenFile(folder, "https://host other", TOKEN).file());
    assertFalse(file("x").file().toString().contains("host"));
  }

  @Test
  void withoutAFileNothingIsSaid() {
    assertNull(file("dapi-words").read());
    assertEquals(List.of(), log.messages(Level.WARNING));
  }

  @Test
  void anotherPassphraseIsToldAndTheFileIgnored() {
    file("dapi-words").write(TOKEN);
    assertNull(file("dapi-other").read());
    assertWarned("is ignored: it was written with another passphrase, or is damaged");
    file("dapi-other").write(TOKEN);
    assertEquals(TOKEN, file("dapi-other").read(), "the next sign-in replaces it");
  }

  @Test
  void aFileThatOthersMayReadIsToldAndIgnored() throws Exception {
    for (String wide : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
      file("dapi-words").write(TOKEN);
      Files.setPosixFilePermissions(file("x").file(), rights(wide));
      assertNull(file("dapi-words").read(), wide);
      assertWarned("is ignored: others than its owner may read or change it");
      log.close();
      log = new CapturedLog();
    }
    file("dapi-words").write(TOKEN);
    assertEquals(TOKEN, file("dapi-words").read(), "what replaces it has the right ones");
  }

  @Test
  void aFolderThatOthersMayWriteToIsNotUsed() throws Exception {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, rights("rwxrwx---"));
    file("dapi-words").write(TOKEN);
    assertWarned("others than its owner may write to the folder");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    file("dapi-words").write(TOKEN);
    Path elsewhere = home.resolve("elsewhere");
    Files.move(file("x").file(), elsewhere);
    Files.createSymbolicLink(file("x").file(), elsewhere);
    assertNull(file("dapi-words").read());
    assertWarned("it is no regular file");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws Exception {
    file("dapi-words").write(TOKEN);
    Files.write(file("x").file(), new byte[65 * 1024]);
    assertNull(file("dapi-words").read());
    assertWarned("larger than 65536 bytes");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldOnly() throws Exception {
    Files.writeString(home.resolve("a"), "a file");
    file("dapi-words").write(TOKEN);
    assertWarned("cannot be written");
    assertNull(file("dapi-words").read());
  }

  @Test
  void aTokenThatIsOfNoUseIsRemoved() {
    RefreshTokenFile file = file("dapi-words");
    file.write(TOKEN);
    file.delete();
    assertNull(file.read());
    file.delete();
    assertEquals(List.of(), log.messages(Level.WARNING));
  }

  @Test
  void whoComesSecondWaitsForTheLock() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                file("x")
                    .<Object, RuntimeException>locked(
                        Deadline.none(),
                        () -> {
                          inside.countDown();
                          try {
                            assertTrue(leave.await(20, TimeUnit.SECONDS));
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return inside;
                        }));
    first.start();
    assertTrue(inside.await(20, TimeUnit.SECONDS));
    Thread second =
        new Thread(() -> file("x").<Object, RuntimeException>locked(Deadline.none(), () -> leave));
    second.start();
    second.join(200);
    assertTrue(second.isAlive(), "it waits");
    leave.countDown();
    second.join(20_000);
    assertFalse(second.isAlive());
    assertEquals(List.of(), log.messages(Level.WARNING));
  }

  @Test
  void aLockThatIsNeverLeftIsToldAndPassedBy() throws Exception {
    file("x").<Object, RuntimeException>locked(Deadline.none(), () -> folder);
    Path lockFile = Path.of(file("x").file().toString().replace(".token", ".lock"));
    try (FileChannel other = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock held = other.lock()) {
      assertTrue(held.isValid());
      assertEquals(
          "done",
          file("x")
              .<String, RuntimeException>locked(Deadline.in(Duration.ofMillis(100)), () -> "done"));
    }
    assertWarned("is used without its lock");
  }
}
