package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.code.TranscoderUtil;

/**
 * A picture in the documents that is drawn from a source. Coordinates depend on the fonts of the
 * machine, so that what is compared is the source, which stands in the picture.
 */
final class DrawnPicture {
  static final Path DOCUMENTS = Path.of(System.getProperty("lakewire.root", ".."), "src", "docs");

  private static final Pattern SOURCE = Pattern.compile("<\\?plantuml-src (\\S+)\\?>");

  private DrawnPicture() {}

  /** Fails unless the picture is of this source; {@code -Ddocs.update} draws it anew before. */
  static void requireSource(String name, String source) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path picture = DOCUMENTS.resolve(name);
    if (System.getProperty("docs.update") != null) {
      Files.write(picture, draw(source));
    }
    Matcher drawn = SOURCE.matcher(Files.readString(picture));
    assertEquals(
        source.strip(),
        drawn.find() ? TranscoderUtil.getDefaultTranscoder().decode(drawn.group(1)).strip() : "",
        "run the test with -Ddocs.update to draw " + picture);
  }

  private static byte[] draw(String source) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    new SourceStringReader(source).outputImage(image, new FileFormatOption(FileFormat.SVG));
    return (image.toString(StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
