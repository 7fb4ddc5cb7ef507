/*
 * The part of the HiveServer2 call interface, in the Databricks dialect, that Lakewire speaks.
 *
 * Names and field numbers are facts of the wire: ids below 0x500 come from Apache Hive's
 * TCLIService, ids from 0x501 on are Databricks extensions (hexadecimal: after 0x509 comes 0x510).
 * Servers also send ids from 0xD01 on; they are not declared and are skipped by wire type.
 *
 * Each field says who fills it: "driver" in requests, "server" in replies; what comes after the
 * dash says which side's code uses it. All fields but those of requests that every server demands
 * are optional, so that a missing field reads as "unset" and never as an exception.
 */
namespace java io.github.lakewire.thrift

// ---------------------------------------------------------------------------- enumerations

/** Hive's own versions end at V10; from 0xA501 on the server speaks the Databricks dialect. */
enum TProtocolVersion {
  /** "Look at the i64 field": what a Databricks client sends in client_protocol. */
  HIVE_JDBC_WORKAROUND = -7,
  HIVE_CLI_SERVICE_PROTOCOL_V1 = 0,
  HIVE_CLI_SERVICE_PROTOCOL_V2 = 1,
  HIVE_CLI_SERVICE_PROTOCOL_V3 = 2,
  HIVE_CLI_SERVICE_PROTOCOL_V4 = 3,
  HIVE_CLI_SERVICE_PROTOCOL_V5 = 4,
  HIVE_CLI_SERVICE_PROTOCOL_V6 = 5,
  HIVE_CLI_SERVICE_PROTOCOL_V7 = 6,
  HIVE_CLI_SERVICE_PROTOCOL_V8 = 7,
  HIVE_CLI_SERVICE_PROTOCOL_V9 = 8,
  HIVE_CLI_SERVICE_PROTOCOL_V10 = 9,
  HIVE_CLI_SERVICE_PROTOCOL_V11 = 10,
  SPARK_CLI_SERVICE_PROTOCOL_V1 = 0xA501,
  SPARK_CLI_SERVICE_PROTOCOL_V2 = 0xA502,
  SPARK_CLI_SERVICE_PROTOCOL_V3 = 0xA503,
  SPARK_CLI_SERVICE_PROTOCOL_V4 = 0xA504,
  SPARK_CLI_SERVICE_PROTOCOL_V5 = 0xA505,
  SPARK_CLI_SERVICE_PROTOCOL_V6 = 0xA506,
  SPARK_CLI_SERVICE_PROTOCOL_V7 = 0xA507,
  SPARK_CLI_SERVICE_PROTOCOL_V8 = 0xA508,
  SPARK_CLI_SERVICE_PROTOCOL_V9 = 0xA509,
  SPARK_CLI_SERVICE_PROTOCOL_V10 = 0xA50A
}

enum TTypeId {
  BOOLEAN_TYPE = 0,
  TINYINT_TYPE = 1,
  SMALLINT_TYPE = 2,
  INT_TYPE = 3,
  BIGINT_TYPE = 4,
  FLOAT_TYPE = 5,
  DOUBLE_TYPE = 6,
  STRING_TYPE = 7,
  TIMESTAMP_TYPE = 8,
  BINARY_TYPE = 9,
  ARRAY_TYPE = 10,
  MAP_TYPE = 11,
  STRUCT_TYPE = 12,
  UNION_TYPE = 13,
  USER_DEFINED_TYPE = 14,
  DECIMAL_TYPE = 15,
  NULL_TYPE = 16,
  DATE_TYPE = 17,
  VARCHAR_TYPE = 18,
  CHAR_TYPE = 19,
  INTERVAL_YEAR_MONTH_TYPE = 20,
  INTERVAL_DAY_TIME_TYPE = 21,
  /** Hive 3 and later only. */
  TIMESTAMPLOCALTZ_TYPE = 22
}

enum TStatusCode {
  SUCCESS_STATUS = 0,
  SUCCESS_WITH_INFO_STATUS = 1,
  STILL_EXECUTING_STATUS = 2,
  ERROR_STATUS = 3,
  INVALID_HANDLE_STATUS = 4
}

enum TOperationState {
  INITIALIZED_STATE = 0,
  RUNNING_STATE = 1,
  FINISHED_STATE = 2,
  CANCELED_STATE = 3,
  CLOSED_STATE = 4,
  ERROR_STATE = 5,
  /** Spelt so on the wire's defining side. */
  UKNOWN_STATE = 6,
  PENDING_STATE = 7,
  TIMEDOUT_STATE = 8
}

enum TOperationType {
  EXECUTE_STATEMENT = 0,
  GET_TYPE_INFO = 1,
  GET_CATALOGS = 2,
  GET_SCHEMAS = 3,
  GET_TABLES = 4,
  GET_TABLE_TYPES = 5,
  GET_COLUMNS = 6,
  GET_FUNCTIONS = 7,
  UNKNOWN = 8
}

enum TSparkRowSetType {
  ARROW_BASED_SET = 0,
  COLUMN_BASED_SET = 1,
  ROW_BASED_SET = 2,
  URL_BASED_SET = 3
}

enum TFetchOrientation {
  FETCH_NEXT = 0,
  FETCH_PRIOR = 1,
  FETCH_RELATIVE = 2,
  FETCH_ABSOLUTE = 3,
  FETCH_FIRST = 4,
  FETCH_LAST = 5
}

enum TCacheLookupResult {
  CACHE_INELIGIBLE = 0,
  LOCAL_CACHE_HIT = 1,
  REMOTE_CACHE_HIT = 2,
  CACHE_MISS = 3
}

/** The three that the driver asks for; a server may know many more. */
enum TGetInfoType {
  CLI_SERVER_NAME = 13,
  CLI_DBMS_NAME = 17,
  CLI_DBMS_VER = 18
}

enum TJobExecutionStatus {
  IN_PROGRESS = 0,
  COMPLETE = 1,
  NOT_AVAILABLE = 2
}

// ---------------------------------------------------------------------------- status, handles

struct TStatus {
  1: optional TStatusCode statusCode // server - driver: first check of every reply
  2: optional list<string> infoMessages // server - driver: a stack trace when an error; else warnings
  3: optional string sqlState // server - driver: SQLState of the exception
  4: optional i32 errorCode // server - driver: vendor code of the exception
  5: optional string errorMessage // server - driver: text with class names, when displayMessage is unset
  6: optional string displayMessage // server - driver: text for people
  0x501: optional string errorDetailsJson // server - driver: error class and its parameters
}

struct THandleIdentifier {
  1: optional binary guid // server - driver: sent back; printed as UUID, the query id or session id
  2: optional binary secret // server - driver: opaque, sent back, never printed
}

struct TSessionHandle {
  1: optional THandleIdentifier sessionId // server - driver: sent back in every request
}

struct TOperationHandle {
  1: optional THandleIdentifier operationId // server - driver: sent back; its guid is the query id
  2: optional TOperationType operationType // server - driver: sent back as received
  3: optional bool hasResultSet // server - driver: sent back as received; true even for DDL
  4: optional double modifiedRowCount // server - Hive only; driver: sent back as received
}

struct TNamespace {
  1: optional string catalogName // driver: initial catalog; server: what the session really has
  2: optional string schemaName // driver: initial schema; server: what the session really has
}

// ---------------------------------------------------------------------------- types, schema

union TTypeQualifierValue {
  1: optional i32 i32Value // server - driver: precision, scale, length
  2: optional string stringValue // server - not used
}

struct TTypeQualifiers {
  1: optional map<string, TTypeQualifierValue> qualifiers // server - driver: precision and scale
}

struct TPrimitiveTypeEntry {
  1: optional TTypeId type // server - driver: type when there is no Arrow schema
  2: optional TTypeQualifiers typeQualifiers // server - driver: precision and scale of DECIMAL
}

struct TArrayTypeEntry {
  1: optional i32 objectTypePtr // server - Hive only, not used: ARRAY comes as text
}

struct TMapTypeEntry {
  1: optional i32 keyTypePtr // server - Hive only, not used
  2: optional i32 valueTypePtr // server - Hive only, not used
}

struct TStructTypeEntry {
  1: optional map<string, i32> nameToTypePtr // server - Hive only, not used
}

struct TUnionTypeEntry {
  1: optional map<string, i32> nameToTypePtr // server - Hive only, not used
}

struct TUserDefinedTypeEntry {
  1: optional string typeClassName // server - Hive only, not used
}

union TTypeEntry {
  1: optional TPrimitiveTypeEntry primitiveEntry // server - driver: always this one on Databricks
  2: optional TArrayTypeEntry arrayEntry // server - Hive only
  3: optional TMapTypeEntry mapEntry // server - Hive only
  4: optional TStructTypeEntry structEntry // server - Hive only
  5: optional TUnionTypeEntry unionEntry // server - Hive only
  6: optional TUserDefinedTypeEntry userDefinedTypeEntry // server - Hive only
}

struct TTypeDesc {
  1: optional list<TTypeEntry> types // server - driver: the first entry
}

struct TColumnDesc {
  1: optional string columnName // server - driver: label; may repeat, may be any text
  2: optional TTypeDesc typeDesc // server - driver
  3: optional i32 position // server - driver: order of the columns, from 1
  4: optional string comment // server - driver: column comment
}

struct TTableSchema {
  1: optional list<TColumnDesc> columns // server - driver
}

// ---------------------------------------------------------------------------- rows

struct TBoolColumn {
  1: optional list<bool> values // server - driver
  2: optional binary nulls // server - driver: least significant bit first, missing bytes are 0
}

struct TByteColumn {
  1: optional list<i8> values // server - driver
  2: optional binary nulls // server - driver
}

struct TI16Column {
  1: optional list<i16> values // server - driver
  2: optional binary nulls // server - driver
}

struct TI32Column {
  1: optional list<i32> values // server - driver
  2: optional binary nulls // server - driver
}

struct TI64Column {
  1: optional list<i64> values // server - driver
  2: optional binary nulls // server - driver
}

struct TDoubleColumn {
  1: optional list<double> values // server - driver: FLOAT and DOUBLE
  2: optional binary nulls // server - driver
}

struct TStringColumn {
  1: optional list<string> values // server - driver: every type without a member of its own
  2: optional binary nulls // server - driver
}

struct TBinaryColumn {
  1: optional list<binary> values // server - driver
  2: optional binary nulls // server - driver
}

union TColumn {
  1: optional TBoolColumn boolVal // server - driver
  2: optional TByteColumn byteVal // server - driver
  3: optional TI16Column i16Val // server - driver
  4: optional TI32Column i32Val // server - driver
  5: optional TI64Column i64Val // server - driver
  6: optional TDoubleColumn doubleVal // server - driver
  7: optional TStringColumn stringVal // server - driver
  8: optional TBinaryColumn binaryVal // server - driver
}

/** The upstream row form: always present in replies, always empty. */
struct TRow {
}

struct TSparkArrowBatch {
  1: optional binary batch // server - driver: one record batch message, or an LZ4 frame of one
  2: optional i64 rowCount // server - driver: rows to deliver; the batch may hold more
}

struct TSparkArrowResultLink {
  1: optional string fileLink // server - driver: presigned, secret, fetched without the token
  2: optional i64 expiryTime // server - driver: milliseconds since 1970
  3: optional i64 startRowOffset // server - driver: order and renewal
  4: optional i64 rowCount // server - driver: rows to deliver; the file may hold more
  5: optional i64 bytesNum // server - driver: uncompressed size
  6: optional map<string, string> httpHeaders // server - driver: sent with the download
}

struct TRowSet {
  1: optional i64 startRowOffset // server - driver: checked against the rows seen so far
  2: optional list<TRow> rows // server - not used, empty
  3: optional list<TColumn> columns // server - driver: columnar results and all metadata
  0x501: optional list<TSparkArrowBatch> arrowBatches // server - driver: inline Arrow
  0x502: optional list<TSparkArrowResultLink> resultLinks // server - driver: CloudFetch
}

// ---------------------------------------------------------------------------- session

union TGetInfoValue {
  1: optional string stringValue // server - driver
  2: optional i16 smallIntValue // server - not used
  3: optional i32 integerBitmask // server - not used
  4: optional i32 integerFlag // server - not used
  5: optional i32 binaryValue // server - not used
  6: optional i64 lenValue // server - not used
}

struct TOpenSessionReq {
  1: optional TProtocolVersion client_protocol // driver: HIVE_JDBC_WORKAROUND, or a Hive version to a Hive server
  4: optional map<string, string> configuration // driver: session settings
  0x502: optional i64 client_protocol_i64 // driver: the newest version it speaks; unset to a Hive server
  0x504: optional TNamespace initialNamespace // driver: when a catalog or schema was asked for
  0x505: optional bool canUseMultipleCatalogs // driver: true
}

struct TOpenSessionResp {
  1: optional TStatus status // server - driver
  2: optional TProtocolVersion serverProtocolVersion // server - driver: what may be asked for
  3: optional TSessionHandle sessionHandle // server - driver
  4: optional map<string, string> configuration // server - not used
  0x501: optional list<TGetInfoValue> getInfos // server - empty, as none are asked for
  0x504: optional TNamespace initialNamespace // server - driver: current catalog and schema
  0x505: optional bool canUseMultipleCatalogs // server - driver: false means no catalogs
}

struct TCloseSessionReq {
  1: optional TSessionHandle sessionHandle // driver
}

struct TCloseSessionResp {
  1: optional TStatus status // server - driver: logged only
}

struct TGetInfoReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional TGetInfoType infoType // driver: is the session alive; product version
}

struct TGetInfoResp {
  1: optional TStatus status // server - driver
  2: optional TGetInfoValue infoValue // server - driver
}

// ---------------------------------------------------------------------------- results of an operation

struct TProgressUpdateResp {
  1: optional list<string> headerNames // server - driver: progress
  2: optional list<list<string>> rows // server - driver: progress
  3: optional double progressedPercentage // server - driver: progress
  4: optional TJobExecutionStatus status // server - driver: progress
  5: optional string footerSummary // server - driver: progress
  6: optional i64 startTime // server - driver: progress
}

struct TGetOperationStatusReq {
  1: optional TOperationHandle operationHandle // driver
  2: optional bool getProgressUpdate // driver: when somebody listens to progress
}

struct TGetOperationStatusResp {
  1: optional TStatus status // server - driver: SUCCESS even when the state is ERROR_STATE
  2: optional TOperationState operationState // server - driver
  3: optional string sqlState // server - driver: when the operation failed
  4: optional i32 errorCode // server - driver: when the operation failed
  5: optional string errorMessage // server - driver: when the operation failed
  6: optional string taskStatus // server - not used
  7: optional i64 operationStarted // server - not used; milliseconds since 1970
  8: optional i64 operationCompleted // server - not used; milliseconds since 1970
  9: optional bool hasResultSet // server - true even for DDL; driver: only on Hive servers
  10: optional TProgressUpdateResp progressUpdateResponse // server - driver: progress
  11: optional i64 numModifiedRows // server - driver: update count
  0x501: optional string displayMessage // server - driver: text for people
  0x502: optional string diagnosticInfo // server - not used
  0x503: optional string errorDetailsJson // server - driver: error class and its parameters
}

struct TGetResultSetMetadataReq {
  1: optional TOperationHandle operationHandle // driver
}

struct TGetResultSetMetadataResp {
  1: optional TStatus status // server - driver
  2: optional TTableSchema schema // server - driver: names, comments, types without Arrow
  0x501: optional TSparkRowSetType resultFormat // server - driver: when the row set is empty
  0x502: optional bool lz4Compressed // server - driver: obeyed, whatever was asked for
  0x503: optional binary arrowSchema // server - driver: the only complete type description
  0x504: optional TCacheLookupResult cacheLookupResult // server - not used
  0x505: optional i64 uncompressedBytes // server - driver: log
  0x506: optional i64 compressedBytes // server - driver: log
  0x507: optional bool isStagingOperation // server - driver: refused
}

struct TFetchResultsReq {
  1: optional TOperationHandle operationHandle // driver
  2: optional TFetchOrientation orientation // driver: FETCH_NEXT
  3: optional i64 maxRows // driver: a wish
  4: optional i16 fetchType // driver: 0, rows
  0x501: optional i64 maxBytes // driver: a wish
  0x502: optional i64 startRowOffset // driver: renews links; positions the server
  0x503: optional bool includeResultSetMetadata // driver: when the metadata is not known yet
}

struct TFetchResultsResp {
  1: optional TStatus status // server - driver
  2: optional bool hasMoreRows // server - driver: truthful on Databricks
  3: optional TRowSet results // server - driver
  0x501: optional TGetResultSetMetadataResp resultSetMetadata // server - driver
}

struct TCancelOperationReq {
  1: optional TOperationHandle operationHandle // driver
}

struct TCancelOperationResp {
  1: optional TStatus status // server - driver: logged only
}

struct TCloseOperationReq {
  1: optional TOperationHandle operationHandle // driver
}

struct TCloseOperationResp {
  1: optional TStatus status // server - driver: logged only; its presence in direct results matters
}

struct TSparkGetDirectResults {
  1: optional i64 maxRows // driver: bound of the rows in the first answer
  2: optional i64 maxBytes // driver: bound of the bytes in the first answer
}

struct TSparkDirectResults {
  1: optional TGetOperationStatusResp operationStatus // server - driver
  2: optional TGetResultSetMetadataResp resultSetMetadata // server - driver
  3: optional TFetchResultsResp resultSet // server - driver
  4: optional TCloseOperationResp closeOperation // server - driver: present = nothing left to close
}

// ---------------------------------------------------------------------------- statements

struct TSparkArrowTypes {
  1: optional bool timestampAsArrow // driver
  2: optional bool decimalAsArrow // driver
  3: optional bool complexTypesAsArrow // driver
  4: optional bool intervalTypesAsArrow // driver
  5: optional bool nullTypeAsArrow // driver
}

union TSparkParameterValue {
  1: optional string stringValue // driver: every value goes as text
  2: optional double doubleValue // other clients
  3: optional bool booleanValue // other clients
}

struct TSparkParameter {
  1: optional i32 ordinal // driver: from 1, positional markers
  2: optional string name // driver: named markers
  3: optional string type // driver: SQL type name, with precision where it has one
  4: optional TSparkParameterValue value // driver: unset is NULL
}

struct TExecuteStatementReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string statement // driver
  3: optional map<string, string> confOverlay // driver: settings of this statement alone
  4: optional bool runAsync // driver: true, so that it can be polled and cancelled
  5: optional i64 queryTimeout // driver: seconds, 0 is none
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool canReadArrowResult // driver: true to Databricks
  0x503: optional bool canDownloadResult // driver: CloudFetch allowed
  0x504: optional bool canDecompressLZ4Result // driver: LZ4 frames allowed
  0x505: optional i64 maxBytesPerFile // driver: size of CloudFetch files, when asked for
  0x506: optional TSparkArrowTypes useArrowNativeTypes // driver
  0x507: optional i64 resultRowLimit // driver: setMaxRows
  0x508: optional list<TSparkParameter> parameters // driver
  0x511: optional list<list<TSparkParameter>> batchParameters // driver: a batch of an INSERT, to a server with V10, when asked for
}

struct TExecuteStatementResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

// ---------------------------------------------------------------------------- metadata

struct TGetTypeInfoReq {
  1: optional TSessionHandle sessionHandle // driver
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetTypeInfoResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetCatalogsReq {
  1: optional TSessionHandle sessionHandle // driver
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetCatalogsResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetSchemasReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string catalogName // driver: exact name, escaped
  3: optional string schemaName // driver: pattern
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetSchemasResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetTablesReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string catalogName // driver: exact name, escaped
  3: optional string schemaName // driver: pattern
  4: optional string tableName // driver: pattern
  5: optional list<string> tableTypes // driver: unset is all; never sent empty
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetTablesResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetTableTypesReq {
  1: optional TSessionHandle sessionHandle // driver
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetTableTypesResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetColumnsReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string catalogName // driver: exact name, escaped
  3: optional string schemaName // driver: pattern
  4: optional string tableName // driver: pattern
  5: optional string columnName // driver: pattern
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetColumnsResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetFunctionsReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string catalogName // driver
  3: optional string schemaName // driver: pattern
  4: optional string functionName // driver: pattern, always set
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetFunctionsResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetPrimaryKeysReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string catalogName // driver: exact name
  3: optional string schemaName // driver: exact name
  4: optional string tableName // driver: exact name
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetPrimaryKeysResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

struct TGetCrossReferenceReq {
  1: optional TSessionHandle sessionHandle // driver
  2: optional string parentCatalogName // driver: exact name
  3: optional string parentSchemaName // driver: exact name
  4: optional string parentTableName // driver: exact name
  5: optional string foreignCatalogName // driver: exact name
  6: optional string foreignSchemaName // driver: exact name
  7: optional string foreignTableName // driver: exact name
  0x501: optional TSparkGetDirectResults getDirectResults // driver
  0x502: optional bool runAsync // driver: true
}

struct TGetCrossReferenceResp {
  1: optional TStatus status // server - driver
  2: optional TOperationHandle operationHandle // server - driver
  0x501: optional TSparkDirectResults directResults // server - driver
}

// ---------------------------------------------------------------------------- the calls

service TCLIService {
  TOpenSessionResp OpenSession(1: TOpenSessionReq req)
  TCloseSessionResp CloseSession(1: TCloseSessionReq req)
  TGetInfoResp GetInfo(1: TGetInfoReq req)
  TExecuteStatementResp ExecuteStatement(1: TExecuteStatementReq req)
  TGetTypeInfoResp GetTypeInfo(1: TGetTypeInfoReq req)
  TGetCatalogsResp GetCatalogs(1: TGetCatalogsReq req)
  TGetSchemasResp GetSchemas(1: TGetSchemasReq req)
  TGetTablesResp GetTables(1: TGetTablesReq req)
  TGetTableTypesResp GetTableTypes(1: TGetTableTypesReq req)
  TGetColumnsResp GetColumns(1: TGetColumnsReq req)
  TGetFunctionsResp GetFunctions(1: TGetFunctionsReq req)
  TGetPrimaryKeysResp GetPrimaryKeys(1: TGetPrimaryKeysReq req)
  TGetCrossReferenceResp GetCrossReference(1: TGetCrossReferenceReq req)
  TGetOperationStatusResp GetOperationStatus(1: TGetOperationStatusReq req)
  TCancelOperationResp CancelOperation(1: TCancelOperationReq req)
  TCloseOperationResp CloseOperation(1: TCloseOperationReq req)
  TGetResultSetMetadataResp GetResultSetMetadata(1: TGetResultSetMetadataReq req)
  TFetchResultsResp FetchResults(1: TFetchResultsReq req)
}
