package io.github.lakewire.spark;

import io.github.lakewire.jdbc.LinkRequest;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Lets executors renew links through Spark's own calls to its driver, which have the security and
 * the ports that Spark is set up with: {@code
 * spark.plugins=io.github.lakewire.spark.LakewirePlugin}. A call takes at most {@code
 * spark.rpc.askTimeout}.
 */
public final class LakewirePlugin implements SparkPlugin {
  /** Spark makes the plugin of an executor before its tasks, and tells tasks nothing of it. */
  private static final AtomicReference<@Nullable PluginContext> EXECUTOR = new AtomicReference<>();

  /**
   * What the driver answers: an exception travels as a value, so that Spark's own log of failed
   * calls has nothing of it.
   *
   * @param links secret
   */
  private record Answer(byte @Nullable [] links, @Nullable SQLException failure)
      implements Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return failure == null ? "new links" : "no links";
    }
  }

  /** Asks the driver for new links, from an executor. */
  static byte[] ask(LinkRequest request) throws SQLException, IOException {
    PluginContext executor = EXECUTOR.get();
    if (executor == null) {
      throw new IOException(
          "The executor has no LakewirePlugin, although the driver has: spark.plugins must be the"
              + " same for both");
    }
    Object answer;
    try {
      answer = executor.ask(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while links were renewed", e);
    } catch (Exception e) {
      throw new IOException("Spark's driver did not renew links: " + e.getMessage(), e);
    }
    if (answer instanceof Answer given) {
      if (given.failure() != null) {
        throw given.failure();
      }
      if (given.links() != null) {
        return given.links();
      }
    }
    throw new IOException("Spark's driver gave no links");
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      private @Nullable LinkCoordinator coordinator;

      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        coordinator = LinkCoordinator.withPlugin(context);
        return Map.of();
      }

      @Override
      public @Nullable Object receive(Object message) throws IOException {
        if (!(message instanceof LinkRequest request) || coordinator == null) {
          throw new IOException("The message is no request for links");
        }
        try {
          return new Answer(coordinator.renew(request), null);
        } catch (SQLException e) {
          return new Answer(null, e);
        }
      }

      @Override
      public void shutdown() {
        if (coordinator != null) {
          coordinator.close();
        }
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext plugin, Map<String, String> unused) {
        EXECUTOR.set(plugin);
      }

      @Override
      public void shutdown() {
        EXECUTOR.set(null);
      }
    };
  }
}
