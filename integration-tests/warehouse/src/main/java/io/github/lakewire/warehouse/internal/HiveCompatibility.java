package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TProtocolVersion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.meta_data.FieldMetaData;

/**
 * The service as a server that is not Databricks offers it: Spark's own Thrift server in what its
 * public sources do, Hive where that differs in what a client must survive. No field of Databricks
 * goes out; one that comes in is an error here, where a real server would drop it without a word.
 *
 * <ul>
 *   <li>The version of Databricks clients is none: OpenSession answers with an exception.
 *   <li>Only settings named {@code set:hiveconf:...} reach the engine.
 *   <li>Rows are announced for everything, also for what has none (Spark), but not for writes,
 *       which have a count (Hive).
 *   <li>There never are more rows, until a page is empty.
 *   <li>Errors of a statement are one text: class, message, stack trace.
 * </ul>
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // libthrift declares its structs so
final class HiveCompatibility {
  private static final int FIRST_OF_DATABRICKS = 0x500;
  private static final String SETTING = "set:hiveconf:";
  private static final Pattern WRITE =
      Pattern.compile("(?is)^\\s*(INSERT|UPDATE|DELETE|MERGE)\\b.*");

  private final TCLIService.Iface inner;

  private HiveCompatibility(TCLIService.Iface inner) {
    this.inner = inner;
  }

  static TCLIService.Iface of(TCLIService.Iface inner) {
    HiveCompatibility form = new HiveCompatibility(inner);
    return (TCLIService.Iface)
        Proxy.newProxyInstance(
            HiveCompatibility.class.getClassLoader(),
            new Class<?>[] {TCLIService.Iface.class},
            (proxy, method, arguments) -> form.call(method, (TBase) arguments[0]));
  }

  private Object call(Method method, TBase request) throws Throwable {
    if (request instanceof TOpenSessionReq open) {
      translate(open);
    } else {
      refuseExtensions(request);
    }
    TBase reply;
    try {
      reply = (TBase) method.invoke(inner, request);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (reply instanceof TOpenSessionResp opened) {
      opened.setServerProtocolVersion(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
    } else if (reply instanceof TExecuteStatementResp started
        && started.getOperationHandle() != null) {
      String sql = ((TExecuteStatementReq) request).getStatement();
      started.getOperationHandle().setHasResultSet(!WRITE.matcher(sql).matches());
    } else if (reply instanceof TFetchResultsResp page) {
      page.setHasMoreRows(false);
    } else if (reply instanceof TGetOperationStatusResp status && status.isSetErrorMessage()) {
      status.setErrorMessage(
          "org.apache.hive.service.cli.HiveSQLException: "
              + status.getErrorMessage()
              + "\n\tat io.github.lakewire.warehouse.ClassicForm.call(ClassicForm.java:1)\n");
    }
    strip(reply);
    return reply;
  }

  private static void translate(TOpenSessionReq request) throws TApplicationException {
    if (request.getClient_protocol() == null
        || request.getClient_protocol() == TProtocolVersion.HIVE_JDBC_WORKAROUND) {
      throw new TApplicationException(
          TApplicationException.PROTOCOL_ERROR,
          "Required field 'client_protocol' is unset!"
              + " Struct:TOpenSessionReq(client_protocol:null, configuration:{})");
    }
    refuseExtensions(request);
    Map<String, String> settings = new TreeMap<>();
    if (request.getConfiguration() != null) {
      request
          .getConfiguration()
          .forEach(
              (name, value) -> {
                if (name.startsWith(SETTING)) {
                  settings.put(name.substring(SETTING.length()), value);
                }
              });
    }
    request.setConfiguration(settings);
  }

  private static void refuseExtensions(TBase struct) throws TApplicationException {
    for (TFieldIdEnum field : fields(struct)) {
      if (field.getThriftFieldId() >= FIRST_OF_DATABRICKS && struct.isSet(field)) {
        throw new TApplicationException(
            TApplicationException.PROTOCOL_ERROR,
            struct.getClass().getSimpleName() + "." + field.getFieldName() + " is of Databricks");
      }
    }
  }

  private static void strip(TBase struct) {
    for (TFieldIdEnum field : fields(struct)) {
      if (!struct.isSet(field)) {
        continue;
      }
      if (field.getThriftFieldId() >= FIRST_OF_DATABRICKS) {
        struct.setFieldValue(field, null);
      } else if (struct.getFieldValue(field) instanceof TBase nested) {
        strip(nested);
      }
    }
  }

  private static Iterable<TFieldIdEnum> fields(TBase struct) {
    return (Iterable<TFieldIdEnum>)
        (Iterable<?>) FieldMetaData.getStructMetaDataMap(struct.getClass()).keySet();
  }
}
