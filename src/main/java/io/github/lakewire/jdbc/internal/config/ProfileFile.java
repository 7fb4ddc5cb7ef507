package io.github.lakewire.jdbc.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Databricks configuration file, which command line and libraries of Databricks share: sections
 * in brackets, each a profile of names and values. A profile has its own values only: what stands
 * under DEFAULT may be for another host. Who may read the file is not looked at, as the others do.
 */
final class ProfileFile {
  /** Far more than anyone has. */
  private static final int MOST_BYTES = 1 << 20;

  private static final Pattern SECTION = Pattern.compile("\\[([^\\]]*)\\](?:\\s*[#;].*)?");
  private static final Pattern CLUSTER = Pattern.compile("[0-9A-Za-z-]{1,100}");
  private static final Pattern AZURE_HOST = Pattern.compile("adb-(\\d+)\\..*");

  private final String name;
  private final Map<String, Map<String, String>> profiles;

  private ProfileFile(String name, Map<String, Map<String, String>> profiles) {
    this.name = name;
    this.profiles = profiles;
  }

  /**
   * Reads a profile of the file that the environment names.
   *
   * @throws ConfigException when there is no such file or profile, or it is no such file
   */
  static PropertyLayer profile(ProcessEnvironment environment, String profile)
      throws ConfigException {
    String file = environment.configFile();
    if (file == null) {
      throw new ConfigException(
          "The Databricks configuration file is not known: there is no home folder");
    }
    return read(file).layer(profile);
  }

  private static ProfileFile read(String file) throws ConfigException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(regular(file))) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (InvalidPathException e) {
      throw new ConfigException("DATABRICKS_CONFIG_FILE is not the path of a file");
    } catch (NoSuchFileException e) {
      throw new ConfigException(about(file) + " does not exist");
    } catch (IOException e) {
      // The message may have more than the path.
      throw new ConfigException(
          about(file) + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (bytes.length > MOST_BYTES) {
      throw new ConfigException(about(file) + " is larger than 1 MB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ProfileFile(file, parse(text));
    } catch (CharacterCodingException e) {
      throw new ConfigException(about(file) + " is no text in UTF-8");
    } catch (WrongLine e) {
      throw new ConfigException(
          about(file)
              + " is no such file: line "
              + e.number
              + " is neither [profile] nor name = value");
    }
  }

  /** A pipe or a device would be waited for. */
  private static Path regular(String file) throws IOException {
    Path path = Path.of(file);
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException("no file");
    }
    return path;
  }

  private static String about(String file) {
    return "The Databricks configuration file " + file;
  }

  /** Which line is wrong; its text may be a secret. */
  private static final class WrongLine extends Exception {
    private static final long serialVersionUID = 1L;
    private final int number;

    private WrongLine(int number) {
      super(null, null, false, false);
      this.number = number;
    }
  }

  private static Map<String, Map<String, String>> parse(String text) throws WrongLine {
    Map<String, Map<String, String>> profiles = new HashMap<>();
    Map<String, String> current = null;
    int number = 0;
    for (String raw : (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r\n?|\n")) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      Matcher section = SECTION.matcher(line);
      if (section.matches()) {
        current = profiles.computeIfAbsent(section.group(1).strip(), name -> new HashMap<>());
        continue;
      }
      int equals = separator(line);
      if (equals <= 0 || current == null) {
        throw new WrongLine(number);
      }
      current.put(
          line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          line.substring(equals + 1).strip());
    }
    return profiles;
  }

  /** Where the first of = and : is, which both stand between name and value; -1 for nowhere. */
  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }

  private PropertyLayer layer(String profile) throws ConfigException {
    Map<String, String> values = profiles.get(profile);
    if (values == null) {
      throw new ConfigException(about(name) + " has no profile " + profile);
    }
    PropertyLayer layer = new PropertyLayer("profile " + profile, false);
    put(layer, values, "host", ConnectionProperty.HOST);
    put(layer, values, "token", ConnectionProperty.PASSWORD);
    put(layer, values, "azure_client_id", ConnectionProperty.CLIENT_ID);
    put(layer, values, "client_id", ConnectionProperty.CLIENT_ID);
    put(layer, values, "azure_client_secret", ConnectionProperty.CLIENT_SECRET);
    put(layer, values, "client_secret", ConnectionProperty.CLIENT_SECRET);
    put(layer, values, "azure_tenant_id", ConnectionProperty.AZURE_TENANT_ID);
    put(layer, values, "azure_workspace_resource_id", ConnectionProperty.AZURE_RESOURCE_ID);
    put(layer, values, "databricks_id_token_filepath", ConnectionProperty.OIDC_TOKEN_FILE);
    put(layer, values, "oidc_token_env", ConnectionProperty.OIDC_TOKEN_ENV);
    put(layer, values, "http_path", ConnectionProperty.HTTP_PATH);
    put(layer, values, "workspace_id", ConnectionProperty.WORKSPACE_ID);
    put(layer, values, "catalog", ConnectionProperty.CATALOG);
    put(layer, values, "schema", ConnectionProperty.SCHEMA);
    layer.splitHost();
    if (layer.text(ConnectionProperty.HTTP_PATH) == null) {
      layer.put(ConnectionProperty.HTTP_PATH, path(values, layer));
    }
    return layer;
  }

  private static void put(
      PropertyLayer layer, Map<String, String> values, String name, ConnectionProperty property) {
    layer.put(property, values.get(name));
  }

  /** The path of the warehouse or cluster that the profile names by its identifier, or null. */
  private static @Nullable String path(Map<String, String> values, PropertyLayer layer) {
    String warehouse = values.getOrDefault("warehouse_id", "");
    if (CLUSTER.matcher(warehouse).matches()) {
      return JdbcUrl.WAREHOUSES + warehouse;
    }
    String cluster = values.getOrDefault("cluster_id", "");
    if (!CLUSTER.matcher(cluster).matches()) {
      return null;
    }
    String workspace = layer.text(ConnectionProperty.WORKSPACE_ID);
    String host = layer.text(ConnectionProperty.HOST);
    Matcher azure = AZURE_HOST.matcher(host == null ? "" : host);
    String number = workspace != null ? workspace : azure.matches() ? azure.group(1) : "0";
    return "/sql/protocolv1/o/" + number + "/" + cluster;
  }
}
