package io.github.lakewire.jdbc.recordings;

import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.thrift.TSparkParameter;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a request asks of the server: text, parameters, names and limits, and not how it wants to be
 * answered (asynchronously, how many rows at once, in which format).
 */
final class RequestDescription {
  private RequestDescription() {}

  /** Describes a request; two requests that mean the same have the same description. */
  static String of(Object request) {
    if (request instanceof TExecuteStatementReq r) {
      String limit = r.isSetResultRowLimit() ? " limit " + r.getResultRowLimit() : "";
      return "ExecuteStatement " + r.getStatement() + parameters(r.getParameters()) + limit;
    } else if (request instanceof TGetCatalogsReq) {
      return "GetCatalogs";
    } else if (request instanceof TGetSchemasReq r) {
      return "GetSchemas " + names(r.getCatalogName(), r.getSchemaName());
    } else if (request instanceof TGetColumnsReq r) {
      return "GetColumns "
          + names(r.getCatalogName(), r.getSchemaName(), r.getTableName(), r.getColumnName());
    } else if (request instanceof TGetTablesReq r) {
      return "GetTables "
          + names(r.getCatalogName(), r.getSchemaName(), r.getTableName())
          + (r.isSetTableTypes() ? " " + r.getTableTypes() : "");
    }
    return request.getClass().getSimpleName();
  }

  private static String names(String... names) {
    return Stream.of(names).map(name -> "<" + name + ">").toList().toString();
  }

  private static String parameters(List<TSparkParameter> parameters) {
    if (parameters == null || parameters.isEmpty()) {
      return "";
    }
    return " with " + parameters.stream().map(RequestDescription::parameter).toList();
  }

  private static String parameter(TSparkParameter parameter) {
    String name = parameter.isSetName() ? ":" + parameter.getName() + " " : "";
    Object value = parameter.isSetValue() ? parameter.getValue().getFieldValue() : "NULL";
    return name + parameter.getType() + " " + value;
  }
}
