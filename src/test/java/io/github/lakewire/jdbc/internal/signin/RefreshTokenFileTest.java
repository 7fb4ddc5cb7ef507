package io.github.lakewire.jdbc.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    assertNull(
        file("x").<@org.jspecify.annotations.Nullable Secret>locked(Deadline.none(), () -> null));
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
    RefreshTokenFile words = file("dapi-words");
    for (String wide : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
      words.write(TOKEN);
      Files.setPosixFilePermissions(words.file(), rights(wide));
      assertNull(words.read(), wide);
      assertWarned("is ignored: others than its owner may read or change it");
      log.close();
      log = new CapturedLog();
    }
    words.write(TOKEN);
    assertEquals(TOKEN, words.read(), "what replaces it has the right ones");
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
    RefreshTokenFile words = file("dapi-words");
    words.write(TOKEN);
    Path elsewhere = home.resolve("elsewhere");
    Files.move(words.file(), elsewhere);
    Files.createSymbolicLink(words.file(), elsewhere);
    assertNull(words.read());
    assertWarned("it is no regular file");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws Exception {
    RefreshTokenFile words = file("dapi-words");
    words.write(TOKEN);
    Files.write(words.file(), new byte[65 * 1024]);
    assertNull(words.read());
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
    CompletableFuture<Boolean> first =
        inThread(
            () ->
                file("x")
                    .locked(
                        Deadline.none(),
                        () -> {
                          inside.countDown();
                          return awaited(leave);
                        }));
    assertTrue(awaited(inside));
    CompletableFuture<Boolean> second =
        inThread(() -> file("x").locked(Deadline.none(), () -> true));
    assertThrows(TimeoutException.class, () -> second.get(200, TimeUnit.MILLISECONDS));
    leave.countDown();
    assertTrue(first.get(20, TimeUnit.SECONDS));
    assertTrue(second.get(20, TimeUnit.SECONDS));
    assertEquals(List.of(), log.messages(Level.WARNING));
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<Boolean> inThread(Callable<Boolean> work) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    return result;
  }

  @Test
  void anotherProcessThatHasTheLockIsWaitedFor() throws Exception {
    file("x").locked(Deadline.none(), () -> folder);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LockHolder.class.getName(),
                lockFile().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('L', other.getInputStream().read());
      CompletableFuture<Boolean> waiting =
          inThread(() -> file("x").locked(Deadline.none(), () -> true));
      assertThrows(TimeoutException.class, () -> waiting.get(200, TimeUnit.MILLISECONDS));
      other.getOutputStream().close();
      assertTrue(waiting.get(20, TimeUnit.SECONDS));
    } finally {
      other.destroy();
    }
    assertEquals(List.of(), log.messages(Level.WARNING));
  }

  private Path lockFile() {
    return Path.of(file("x").file().toString().replace(".token", ".lock"));
  }

  @Test
  void aLockThatIsNeverLeftIsAnErrorAndNotPassedBy() throws Exception {
    file("x").<Object>locked(Deadline.none(), () -> folder);
    try (FileChannel other = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
        FileLock held = other.lock()) {
      assertTrue(held.isValid());
      DriverException late =
          assertThrows(
              DriverException.class,
              () ->
                  file("x")
                      .<String>locked(
                          Deadline.in(Duration.ofMillis(100)), () -> fail("not without the lock")));
      assertEquals(DriverException.Kind.CANNOT_CONNECT, late.kind());
    }
    assertTrue(file("x").<Boolean>locked(Deadline.none(), () -> true), "it can be had again");
  }
}
