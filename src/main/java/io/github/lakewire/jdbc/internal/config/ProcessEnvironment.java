package io.github.lakewire.jdbc.internal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process that the driver runs in says of Databricks by itself.
 *
 * @param variables the environment variables
 * @param home the folder of the user, where the Databricks configuration file is unless a variable
 *     says otherwise; null when there is none
 */
public record ProcessEnvironment(Map<String, String> variables, @Nullable Path home) {
  /** Nothing but URL and Properties count. */
  static final ProcessEnvironment NONE = new ProcessEnvironment(Map.of(), null);

  private static final String CONFIG_FILE = "DATABRICKS_CONFIG_FILE";
  private static final String CONFIG_PROFILE = "DATABRICKS_CONFIG_PROFILE";

  /**
   * An environment variable and the property that it stands for; of two for one property the first
   * counts.
   */
  record Variable(String name, ConnectionProperty property) {}

  static final List<Variable> ALL =
      List.of(
          new Variable("DATABRICKS_SERVER_HOSTNAME", ConnectionProperty.HOST),
          new Variable("DATABRICKS_HOST", ConnectionProperty.HOST),
          new Variable("DATABRICKS_HTTP_PATH", ConnectionProperty.HTTP_PATH),
          new Variable("DATABRICKS_TOKEN", ConnectionProperty.PASSWORD),
          new Variable("DATABRICKS_CLIENT_ID", ConnectionProperty.CLIENT_ID),
          new Variable("DATABRICKS_CLIENT_SECRET", ConnectionProperty.CLIENT_SECRET),
          new Variable("DATABRICKS_OIDC_TOKEN_FILEPATH", ConnectionProperty.OIDC_TOKEN_FILE),
          new Variable("DATABRICKS_OIDC_TOKEN_ENV", ConnectionProperty.OIDC_TOKEN_ENV),
          new Variable("DATABRICKS_CATALOG", ConnectionProperty.CATALOG),
          new Variable("DATABRICKS_SCHEMA", ConnectionProperty.SCHEMA));

  public ProcessEnvironment {
    variables = Map.copyOf(variables);
  }

  /** Returns that of the running process. */
  public static ProcessEnvironment current() {
    String home = System.getProperty("user.home");
    return new ProcessEnvironment(
        System.getenv(), home == null || home.isBlank() ? null : Path.of(home));
  }

  /** Returns what the variables say. */
  PropertyLayer layer() {
    PropertyLayer layer = new PropertyLayer("environment", false);
    for (Variable variable : ALL) {
      String value = variables.get(variable.name());
      if (value != null && layer.text(variable.property()) == null) {
        layer.put(variable.property(), value);
      }
    }
    layer.splitHost();
    return layer;
  }

  /** Returns the profile that the environment names, or null. */
  @Nullable String profile() {
    return given(CONFIG_PROFILE);
  }

  /** Returns the path of the Databricks configuration file; null when it cannot be known. */
  @Nullable String configFile() {
    String named = given(CONFIG_FILE);
    if (named == null) {
      return home == null ? null : home.resolve(".databrickscfg").toString();
    }
    return home != null && named.startsWith("~/")
        ? home.resolve(named.substring(2)).toString()
        : named;
  }

  private @Nullable String given(String variable) {
    String value = variables.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The variables hold secrets. */
  @Override
  public String toString() {
    return "ProcessEnvironment[" + home + "]";
  }
}
