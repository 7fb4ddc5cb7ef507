package io.github.lakewire.jdbc.internal.jdbc.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.ServerError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

  @ParameterizedTest
  @CsvSource({
    "42704,,x,true,false",
    "42P01,,x,true,false",
    ",TABLE_OR_VIEW_NOT_FOUND,x,true,false",
    ",,[NO_SUCH_CATALOG_EXCEPTION] Catalog 'x' was not found,true,false",
    ",,org.apache.spark.sql.catalyst.analysis.NoSuchDatabaseException: x,true,false",
    ",,[SCHEMA_NOT_FOUND] The schema cannot be found,true,false",
    "0A000,,x,false,true",
    ",UNSUPPORTED_OPERATION,x,false,true",
    ",,GetCrossReference is not supported for this catalog,false,true",
    ",,Method not implemented!,false,true",
    "42501,,no permission,false,false",
    ",,something else,false,false",
  })
  void serverErrorsAreToldApart(
      @Nullable String state,
      @Nullable String errorClass,
      String message,
      boolean notFound,
      boolean notSupported) {
    Fault fault = Fault.server(new ServerError(message, state, 0, errorClass, null));
    assertEquals(notFound, Refusals.isNotFound(fault));
    assertEquals(notSupported, Refusals.isNotSupported(fault));
  }

  @Test
  void failuresOfTheWayToTheServerAreNeither() {
    Fault fault = new Fault(Fault.Kind.TRANSPORT, "TABLE_NOT_FOUND not supported");
    assertFalse(Refusals.isNotFound(fault));
    assertFalse(Refusals.isNotSupported(fault));
  }
}
