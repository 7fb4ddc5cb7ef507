package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lakewire.jdbc.ThreadCost;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text behind the beginning of our URLs: a configuration, or words that say what is wrong. */
class UrlFuzzTest {
  /** A few bytes are an option that nobody knows, which is compared with all that exist. */
  private static final long ALLOCATED_PER_BYTE = 10_000 * ThreadCost.NOTES;

  private static final long ALLOCATED_ANYWAY = 1 << 20;

  @MethodSource("urls")
  @FuzzTest
  void url(byte[] input) throws Exception {
    String url = "jdbc:databricks:" + new String(input, StandardCharsets.UTF_8);
    ThreadCost.check(
        ALLOCATED_PER_BYTE * input.length + ALLOCATED_ANYWAY,
        () -> {
          try {
            ConnectionConfig config = ConfigParser.parse(url, new Properties());
            assertFalse(config.toString().contains("dapi0123456789"));
            assertFalse(JdbcUrl.render(config).contains("dapi0123456789"));
          } catch (ConfigException refused) {
            assertFalse(refused.getMessage().isBlank());
          }
        });
  }

  static Stream<byte[]> urls() {
    return Stream.of(
            "//host:443/default;transportMode=http;ssl=1;AuthMech=3;httpPath=/sql/1.0/warehouses/ab;"
                + "UID=token;PWD=dapi0123456789",
            "//[2001:db8::1]:8443;httpPath=sql/protocolv1/o/0/1-2-a;token=dapi0123456789;schema=s%3B",
            "//h;httpPath=/x;token=dapi0123456789;resultMemory=64M;loginTimeout=9;useProxy=1;"
                + "proxyHost=p;proxyPort=1;cloudFetch=0;downloadThreads=2",
            "//token:dapi0123456789@h:443?http_path=%2Fsql%2F1.0%2Fwarehouses%2Fab&catalog=a+b;o=1",
            "//https://h/sql/1.0/warehouses/ab?o=12&PWD={dapi0123456789;}};&};schema=s?catalog=c",
            ";host=https://h/?o=1#x;warehouse=1;httpPath=/p;token=dapi0123456789;strict=0"
                + ";session_configuration={\"a\": 'b', c=d};session.x=y")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
