package io.github.lakewire.jdbc.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BrowserLauncherTest {
  @TempDir Path folder;

  private List<String> script(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return List.of(file.toString());
  }

  @Test
  void eachSystemHasItsCommand() {
    assertEquals(
        List.of(List.of("C:\\Windows\\System32\\rundll32.exe", "url.dll,FileProtocolHandler")),
        BrowserLauncher.commands("Windows 11", Map.of("SystemRoot", "C:\\Windows")));
    assertEquals(List.of(List.of("/usr/bin/open")), BrowserLauncher.commands("Mac OS X", Map.of()));
    assertEquals(
        List.of("xdg-open"), BrowserLauncher.commands("Linux", Map.of("DISPLAY", ":0")).get(0));
    assertEquals(
        List.of("xdg-open"),
        BrowserLauncher.commands("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")).get(0));
    assertEquals(
        List.of("wslview"),
        BrowserLauncher.commands("Linux", Map.of("WSL_DISTRO_NAME", "Debian")).get(0));
  }

  @Test
  void withoutAScreenThereIsNone() throws Exception {
    assertEquals(List.of(), BrowserLauncher.commands("Linux", Map.of()));
    assertEquals(List.of(), BrowserLauncher.commands("Linux", Map.of("DISPLAY", "")));
    assertFalse(new BrowserLauncher(List.of()).open(URI.create("https://id.example/")));
  }

  @Test
  void theAddressArrivesAsOneArgumentAndNoShellReadsIt() throws Exception {
    Path seen = folder.resolve("seen");
    List<String> command = script("browser", "printf '%s|%s' \"$#\" \"$1\" > " + seen);
    assertTrue(
        new BrowserLauncher(List.of(command))
            .open(URI.create("https://id.example/a?b=c&d=$(id);e='f'")));
    assertEquals("1|https://id.example/a?b=c&d=$(id);e='f'", Files.readString(seen));
  }

  @Test
  void theNextCommandIsTriedWhenOneIsMissingOrFails() throws Exception {
    Path seen = folder.resolve("seen");
    BrowserLauncher launcher =
        new BrowserLauncher(
            List.of(
                List.of(folder.resolve("missing").toString()),
                script("failing", "exit 3"),
                script("working", "echo yes > " + seen)));
    assertTrue(launcher.open(URI.create("https://id.example/")));
    assertEquals("yes\n", Files.readString(seen));
    assertFalse(
        new BrowserLauncher(List.of(script("failing", "exit 3")))
            .open(URI.create("https://id.example/")));
  }

  @Test
  void aBrowserThatStaysIsNotWaitedFor() throws Exception {
    assertTrue(
        new BrowserLauncher(List.of(script("staying", "exec sleep 20")))
            .open(URI.create("https://id.example/")));
  }
}
