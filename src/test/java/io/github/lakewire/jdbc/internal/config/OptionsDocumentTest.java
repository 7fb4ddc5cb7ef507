package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of options is written from the table; {@code -Ddocs.update} writes it anew. */
class OptionsDocumentTest {
  private static final Path PAGE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "options.md");

  @Test
  void pageSaysWhatTheTableSays() throws IOException {
    String page = render();
    if (System.getProperty("docs.update") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "run the test with -Ddocs.update to write " + PAGE);
  }

  private static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # Connection properties

            Written from the table in `ConnectionProperty.java` by `OptionsDocumentTest`; do not edit.

            A connection property is given in the URL, `jdbc:databricks://host[:port][/schema];name=value;...`,
            or in the `Properties`. Where both have it the `Properties` win. An empty value counts as absent.
            Case does not matter in names. In a value in the URL, `%3B` stands for a semicolon and `%25` for
            a percent sign.

            All properties of the official driver are recognised: those that have no row here are at the end
            of this page. What is ignored, and unknown names, are warnings of the connection, and one line
            each in the log (INFO, logger `io.github.lakewire.jdbc`).
            """);
    for (ConnectionProperty.Group group : ConnectionProperty.Group.values()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| property | also | value | default | meaning |\n|---|---|---|---|---|\n");
      for (ConnectionProperty property : ConnectionProperty.values()) {
        if (property.group() == group) {
          page.append(row(property));
        }
      }
    }
    page.append(
        """

        Further names:

        - `ssp_<name>`: any session setting, for example `ssp_ansi_mode=true`.
        - `spark.<...>`: a Spark setting by its whole name.
        - `http.header.<Name>`: a further header of every request to the workspace.
        """);
    page.append(
        """

        ## Properties of the official driver that do something else here

        They are accepted with a warning, unless the value is one of those in the second column. Properties
        of the official driver that are neither here nor above (telemetry, tuning, log files, and the like)
        are accepted without a warning: the driver does anyway what they ask for, or they have no visible
        effect.

        | property | no warning for | instead |
        |---|---|---|
        """);
    ForeignProperties.describe(
        (names, harmless, hint) ->
            page.append("| ")
                .append(Arrays.stream(names).map(name -> "`" + name + "`").collect(joined()))
                .append(" | ")
                .append(
                    harmless.isEmpty()
                        ? ""
                        : Arrays.stream(harmless.split(" "))
                            .map(value -> "`" + value + "`")
                            .collect(joined()))
                .append(" | ")
                .append(hint)
                .append(" |\n"));
    return page.toString();
  }

  private static String row(ConnectionProperty property) {
    String also = property.aliases().stream().map(name -> "`" + name + "`").collect(joined());
    String defaultValue =
        property.defaultValue() == null ? "" : "`" + property.defaultValue() + "`";
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(
            property.propertyName(), also, property.format(), defaultValue, property.description())
        .replace(System.lineSeparator(), "\n");
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
