package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.sql.Driver;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that people take: small, whole, and nothing in it that another library could meet. */
class ShadedJarIT {
  private static final long SIZE_LIMIT = 5_000_000;
  private static final List<String> ALLOWED_OUTSIDE =
      List.of(
          "META-INF/MANIFEST.MF",
          "META-INF/LICENSE",
          "META-INF/NOTICE",
          "META-INF/services/java.sql.Driver");

  @Test
  void holdsNothingOutsideTheProjectsOwnPackage() throws IOException {
    try (JarFile jar = new JarFile(ShadedJar.path().toFile())) {
      List<String> strangers =
          jar.stream()
              .filter(entry -> !entry.isDirectory())
              .map(JarEntry::getName)
              .filter(name -> !name.startsWith("io/github/lakewire/"))
              .filter(name -> !ALLOWED_OUTSIDE.contains(name))
              .filter(name -> !name.startsWith("META-INF/services/io.github.lakewire."))
              .toList();
      assertEquals(List.of(), strangers);
    }
  }

  @Test
  void isSmall() throws IOException {
    long size = Files.size(ShadedJar.path());
    System.out.println("shaded jar: " + size + " bytes");
    assertTrue(size <= SIZE_LIMIT, size + " bytes");
  }

  @Test
  void saysItsNameAndVersion() throws IOException {
    try (JarFile jar = new JarFile(ShadedJar.path().toFile())) {
      var attributes = jar.getManifest().getMainAttributes();
      assertEquals("io.github.lakewire.jdbc", attributes.getValue("Automatic-Module-Name"));
      assertNotNull(attributes.getValue("Implementation-Version"));
      assertEquals("io.github.lakewire.jdbc.CommandLine", attributes.getValue("Main-Class"));
      assertNotNull(jar.getEntry("META-INF/LICENSE"));
      assertNotNull(jar.getEntry("META-INF/NOTICE"));
    }
  }

  @Test
  void worksAloneInAClassLoaderOfItsOwn() throws Exception {
    URL[] urls = {ShadedJar.path().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
      assertEquals("io.github.lakewire.jdbc.LakewireDriver", driver.getClass().getName());
      assertTrue(driver.acceptsURL("jdbc:databricks://host;httpPath=/x"));
      for (String hidden :
          List.of(
              "org.apache.hc.client5.http.classic.HttpClient",
              "org.apache.thrift.TBase",
              "org.slf4j.Logger",
              "io.github.lakewire.thrift.TStatus")) {
        assertThrows(ClassNotFoundException.class, () -> loader.loadClass(hidden), hidden);
      }
    }
  }
}
