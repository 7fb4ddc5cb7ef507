package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.config.ConfigProblem;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.JdbcUrl;
import io.github.lakewire.jdbc.internal.config.PropertyDescription;
import java.sql.DriverPropertyInfo;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The one place where the JDBC side meets the configuration. */
public final class DriverOptions {
  private DriverOptions() {}

  /** Whether a URL is for this driver. */
  public static boolean accepts(@Nullable String url) {
    return JdbcUrl.accepts(url);
  }

  static ConnectionConfig read(String url, @Nullable Properties properties) throws ConfigProblem {
    return ConnectionConfig.of(url, properties);
  }

  /** Describes every option; a URL may be empty, foreign or half typed. Secrets are not echoed. */
  public static DriverPropertyInfo[] describe(
      @Nullable String url, @Nullable Properties properties) {
    List<PropertyDescription> all = PropertyDescription.list(url, properties);
    return all.stream().map(DriverOptions::info).toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo info(PropertyDescription option) {
    DriverPropertyInfo info = new DriverPropertyInfo(option.name(), option.value());
    info.description = option.description();
    info.required = option.required();
    info.choices = option.choices().isEmpty() ? null : option.choices().toArray(new String[0]);
    return info;
  }
}
