package io.github.lakewire.warehouse;

import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkArrowTypes;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;

/** The generated Thrift client over the JDK's HTTP client: nothing of the driver is in it. */
final class RawClient {
  private final HttpClient http;
  private final URI uri;
  private final String token;
  final TCLIService.Iface calls;
  HttpResponse<byte[]> lastResponse;

  RawClient(WarehouseProcess warehouse) throws TTransportException {
    this(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        URI.create("http://" + warehouse.host() + ":" + warehouse.port() + warehouse.httpPath()),
        warehouse.token());
  }

  RawClient(HttpClient http, URI uri, String token) throws TTransportException {
    this.http = http;
    this.uri = uri;
    this.token = token;
    this.calls = new TCLIService.Client(new TBinaryProtocol(new HttpTransport()));
  }

  TSessionHandle open() throws Exception {
    return open(Map.of(), null).getSessionHandle();
  }

  TOpenSessionResp open(Map<String, String> configuration, TNamespace namespace) throws Exception {
    return calls.OpenSession(
        new TOpenSessionReq()
            .setClient_protocol(TProtocolVersion.HIVE_JDBC_WORKAROUND)
            .setClient_protocol_i64(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V9.getValue())
            .setConfiguration(configuration)
            .setInitialNamespace(namespace)
            .setCanUseMultipleCatalogs(true));
  }

  /** What the recorded JDBC driver asks for, but asynchronous and without CloudFetch. */
  static TExecuteStatementReq request(TSessionHandle session, String sql) {
    return new TExecuteStatementReq()
        .setSessionHandle(session)
        .setStatement(sql)
        .setRunAsync(true)
        .setGetDirectResults(
            new TSparkGetDirectResults().setMaxRows(100_000).setMaxBytes(100_000_000))
        .setCanReadArrowResult(true)
        .setUseArrowNativeTypes(
            new TSparkArrowTypes()
                .setTimestampAsArrow(true)
                .setDecimalAsArrow(true)
                .setComplexTypesAsArrow(true)
                .setIntervalTypesAsArrow(true)
                .setNullTypeAsArrow(true));
  }

  /** A request for columnar results. */
  static TExecuteStatementReq columnar(TSessionHandle session, String sql) {
    return request(session, sql).setCanReadArrowResult(false).setUseArrowNativeTypes(null);
  }

  TExecuteStatementResp execute(TSessionHandle session, String sql) throws Exception {
    return calls.ExecuteStatement(columnar(session, sql));
  }

  HttpResponse<byte[]> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(URI target, String authorization, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/x-thrift")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private final class HttpTransport extends TEndpointTransport {
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private byte[] reply = new byte[0];
    private int position;

    HttpTransport() throws TTransportException {
      super(new TConfiguration());
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(length, reply.length - position);
      System.arraycopy(reply, position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      request.write(bytes, offset, length);
    }

    @Override
    public void flush() throws TTransportException {
      try {
        lastResponse = post(uri, "Bearer " + token, request.toByteArray());
      } catch (IOException e) {
        throw new TTransportException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TTransportException(e);
      } finally {
        request.reset();
      }
      if (lastResponse.statusCode() != 200) {
        throw new TTransportException(
            "HTTP "
                + lastResponse.statusCode()
                + " "
                + lastResponse.headers().firstValue("x-thriftserver-error-message").orElse(""));
      }
      reply = lastResponse.body();
      position = 0;
    }
  }
}
