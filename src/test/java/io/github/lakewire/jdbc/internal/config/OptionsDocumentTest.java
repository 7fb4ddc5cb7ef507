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

            A connection property is given in the URL, in the `Properties`, in a profile of the Databricks
            configuration file, or in the environment. Of these the `Properties` win, then the URL, then the
            profile. An empty value counts as absent. Case does not matter in names. What was overridden is
            logged by name (FINE).

            ## The URL

                jdbc:databricks://host[:port][/schema];name=value;...
                jdbc:databricks://token:<token>@host[:port][/schema]?http_path=...&catalog=...&schema=...
                jdbc:databricks:

            - Properties stand after semicolons, or after `?` and `&`. Both may be in one URL: a value after a
              semicolon ends at the next semicolon or where `?` and the name of a property follow, a value
              after `?` or `&` ends at the next `&` or semicolon.
            - In a value `%3B` stands for a semicolon, `%26` for `&` and `%25` for a percent sign; after `?` and
              `&` a plus sign is a space, and `%2B` a plus sign. Before the host, `/`, `@`, `:`, `;` and `?` in
              a token are escaped so, too.
            - A value in braces needs no escapes: `PWD={a;b}`. `}}` stands for a closing brace in it; a value that
              begins with a brace itself is written `%7B...`, or `{{...}`.
            - The host may be the address of the workspace, `https://<host>/?o=123`, also with the path of a
              SQL warehouse. The workspace is then sent with the HTTP path.
            - `jdbc:databricks:` and `jdbc:databricks://` take everything from the other sources;
              `jdbc:databricks:;profile=<name>` and `jdbc:databricks:?profile=<name>` too.

            ## Profiles and the environment

            `profile` names a section of the Databricks configuration file, `~/.databrickscfg` or where
            `DATABRICKS_CONFIG_FILE` says. Of its values `host`, `token`, `http_path` or else `warehouse_id` or
            `cluster_id`, `workspace_id`, `catalog` and `schema` count. It has nothing of the section `DEFAULT`,
            which is a profile like the others. Without `profile`, and where Properties and URL give no host,
            `DATABRICKS_CONFIG_PROFILE` names the profile.

            The environment has ENVIRONMENT.

            Both hold for the host (and port) that they name, and say nothing of any other: a connection to
            another host neither gets their token, nor changes because of them. A token without a host beside it
            is for no host. A profile that names no host gives its other values to any; an environment that
            names none gives them only where the host comes from a profile.

            ## Names

            All properties of the official driver are recognised, and those of the older one and of the
            Python driver that mean something here: those that have no row here are at the end of this page.
            What is ignored, and unknown names, are warnings of the connection, and one line each in the log
            (INFO, logger `io.github.lakewire.jdbc`). With `strict=1` unknown names are refused (08001).
            """);
    String variables =
        ProcessEnvironment.ALL.stream()
            .map(variable -> "`" + variable.name() + "`")
            .collect(joined());
    int mark = page.indexOf("ENVIRONMENT.");
    page.replace(mark, mark + "ENVIRONMENT".length(), variables);
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

        - `session.<name>` or `ssp_<name>`: any session setting, for example `session.ansi_mode=true`.
        - `session_configuration`: session settings in a list, `a=b,c=d`, or as a flat JSON object.
        - `spark.<...>`: a Spark setting by its whole name.
        - `http.header.<Name>`: a further header of every request to the workspace.
        """);
    page.append(
        """

        ## Properties of other drivers that do something else here

        They are accepted with a warning, unless the value is one of those in the second column. Properties
        of the official driver that are neither here nor above (telemetry, tuning, log files, and the like)
        are accepted without a warning: the driver does anyway what they ask for, or they have no visible
        effect. [official-properties.md](official-properties.md) tells of each.

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
