package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataErrorsTest {

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
    "42501,INSUFFICIENT_PERMISSIONS,No access to 'not supported',false,false",
    "42501,,User has no access to catalog `unsupported`,false,false",
    "42501,,User has no access to catalog unsupported_formats,false,false",
    ",,Timeout while reading `NO_SUCH_TABLE`,false,false",
    ",,Timeout while reading [TABLE_NOT_FOUND],false,false",
    ",,Error running query: [SCHEMA_NOT_FOUND] The schema cannot be found,true,false",
  })
  void serverErrorsAreToldApart(
      @Nullable String state,
      @Nullable String errorClass,
      String message,
      boolean notFound,
      boolean notSupported) {
    DriverException exception =
        DriverException.server(new ServerError(message, state, 0, errorClass));
    assertEquals(notFound, MetadataErrors.isNotFound(exception));
    assertEquals(notSupported, MetadataErrors.isNotSupported(exception));
  }

  @ParameterizedTest
  @CsvSource({
    "42501,,x,true",
    ",INSUFFICIENT_PERMISSIONS,x,true",
    ",,[INSUFFICIENT_PERMISSIONS] Insufficient privileges,true",
    ",,x.UnauthorizedAccessException: PERMISSION_DENIED: User does not have USE CATALOG,true",
    "42704,,the word `PERMISSION_DENIED`,false",
    "57012,,PERMISSION is no class,false",
  })
  void refusalsAreKnown(
      @Nullable String state, @Nullable String errorClass, String message, boolean forbidden) {
    assertEquals(
        forbidden,
        MetadataErrors.isForbidden(
            DriverException.server(new ServerError(message, state, 0, errorClass))));
  }

  @Test
  void failuresOfTheWayToTheServerAreNeither() {
    DriverException exception =
        new DriverException(DriverException.Kind.TRANSPORT, "TABLE_NOT_FOUND not supported");
    assertFalse(MetadataErrors.isNotFound(exception));
    assertFalse(MetadataErrors.isNotSupported(exception));
  }
}
