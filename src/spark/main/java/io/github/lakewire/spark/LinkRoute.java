package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.Partitions;
import java.io.Serial;
import java.io.Serializable;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** How an executor gets new links when those of its partition have expired. */
sealed interface LinkRoute extends Serializable {

  /**
   * Opens the route in the process that reads. Nothing is sent before a link is to be renewed.
   *
   * @param properties connection properties that say how files and servers are reached
   * @param renewal told of each renewal, as far as this process asks for it itself
   */
  LinkSource open(Properties properties, Runnable renewal) throws SQLException;

  /** Tells of each renewal before it is asked for. */
  private static LinkSource counted(LinkSource links, Runnable renewal) {
    return request -> {
      renewal.run();
      return links.renew(request);
    };
  }

  /** Not at all: reading fails once a link has expired. */
  record None() implements LinkRoute {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public LinkSource open(Properties properties, Runnable renewal) {
      return LinkSource.NONE;
    }
  }

  /** Through Spark's own calls between executors and driver, where the plugin is. */
  record Plugin() implements LinkRoute {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public LinkSource open(Properties properties, Runnable renewal) {
      return counted(LakewirePlugin::ask, renewal);
    }
  }

  /**
   * From the HTTP server in Spark's driver.
   *
   * @param key secret
   */
  record Http(URI address, String key) implements LinkRoute {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public LinkSource open(Properties properties, Runnable renewal) throws SQLException {
      return counted(Partitions.linksFrom(address, key, properties), renewal);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Http[" + address.getHost() + ':' + address.getPort() + ']';
    }
  }

  /**
   * By the JDBC driver itself, from the workspace, with credentials that the executor has itself:
   * in its environment, or in a profile.
   *
   * @param url without credentials
   * @param settings connection properties without credentials, such as the name of a profile
   */
  record Workspace(String url, Map<String, String> settings) implements LinkRoute {
    @Serial private static final long serialVersionUID = 1;

    public Workspace {
      settings = Map.copyOf(settings);
    }

    @Override
    public LinkSource open(Properties properties, Runnable renewal) throws SQLException {
      Properties own = new Properties();
      own.putAll(properties);
      own.putAll(settings);
      return Partitions.linksFromWorkspace(url, own);
    }

    /** Only that; what is in the URL belongs to the user. */
    @Override
    public String toString() {
      return "Workspace";
    }
  }
}
