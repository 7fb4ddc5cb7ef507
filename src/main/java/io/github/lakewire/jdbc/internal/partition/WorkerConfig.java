package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.ProcessEnvironment;
import java.util.Properties;

/** The settings of a process that reads a partition: no credentials are among them. */
final class WorkerConfig {
  private WorkerConfig() {}

  /**
   * Reads the properties for the workspace of a result.
   *
   * @param given by the program; its names win over those of the environment
   */
  static ConnectionConfig of(ResultOrigin origin, Properties given) throws ConfigException {
    ConnectionConfig.Endpoint workspace = origin.workspace();
    Properties properties = new Properties();
    for (String name : given.stringPropertyNames()) {
      properties.setProperty(name, given.getProperty(name));
    }
    properties.setProperty(ConnectionProperty.HOST.propertyName(), workspace.host());
    properties.setProperty(
        ConnectionProperty.PORT.propertyName(), Integer.toString(workspace.port()));
    properties.setProperty(ConnectionProperty.SSL.propertyName(), workspace.tls() ? "1" : "0");
    properties.setProperty(ConnectionProperty.HTTP_PATH.propertyName(), workspace.httpPath());
    return ConfigParser.parseWithoutSignIn(
        "jdbc:databricks:", properties, ProcessEnvironment.current());
  }
}
