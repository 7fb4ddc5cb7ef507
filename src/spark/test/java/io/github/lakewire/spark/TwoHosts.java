package io.github.lakewire.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import scala.Some;

/**
 * A standalone cluster with its master and two workers in this process, as {@code local-cluster}
 * is, but the workers go by two names of this machine. For Spark these are two hosts, and it starts
 * the speculative attempt of a task only on another host than the first.
 */
final class TwoHosts {
  private static final int MEMORY_MEGABYTES = 1024;

  private TwoHosts() {}

  /** Starts it, as the master of the session to come. */
  static void start() {
    SparkConf conf =
        new SparkConf()
            .set("spark.master.rest.enabled", "false")
            .set("spark.shuffle.service.enabled", "false");
    RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    String[] masters = {"spark://" + master.address().hostPort()};
    String folder = Path.of(System.getenv("SPARK_HOME"), "work").toString();
    int number = 0;
    for (String host : List.of("127.0.0.1", "localhost")) {
      Worker.startRpcEnvAndEndpoint(
          host,
          0,
          0,
          1,
          MEMORY_MEGABYTES,
          masters,
          folder,
          new Some<>((Object) number++),
          conf,
          Option.empty());
    }
    System.setProperty("spark.master", masters[0]);
  }
}
