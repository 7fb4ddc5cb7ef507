package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TGetInfoReq;
import io.github.lakewire.thrift.TGetInfoType;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same process as an all-purpose cluster with little patience. */
class ClusterWarehouseIT {
  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--cluster",
            "--pending-millis",
            "300",
            "--direct-wait-millis",
            "1",
            "--operation-idle-millis",
            "700",
            "--session-idle-millis",
            "2000");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  @Test
  void idleOperationsAndSessionsEndWithAClustersWords() throws Exception {
    RawClient client = new RawClient(warehouse);
    TSessionHandle session = client.open();
    TExecuteStatementResp started =
        client.calls.ExecuteStatement(
            RawClient.columnar(session, "SELECT id FROM range(100)")
                .setGetDirectResults(new TSparkGetDirectResults().setMaxRows(10)));

    assertEquals(
        TOperationState.PENDING_STATE,
        started.getDirectResults().getOperationStatus().getOperationState());
    assertNull(started.getDirectResults().getResultSet());
    TGetOperationStatusReq poll =
        new TGetOperationStatusReq().setOperationHandle(started.getOperationHandle());
    TStatus operation = refusal(() -> client.calls.GetOperationStatus(poll).getStatus());
    TStatus closing =
        client.calls.CloseOperation(
                new TCloseOperationReq().setOperationHandle(started.getOperationHandle()))
            .getStatus();
    TGetInfoReq info =
        new TGetInfoReq().setSessionHandle(session).setInfoType(TGetInfoType.CLI_DBMS_NAME);
    TStatus gone = refusal(() -> client.calls.GetInfo(info).getStatus());

    assertEquals("08000", operation.getSqlState());
    assertTrue(
        operation.getErrorMessage().startsWith("Invalid OperationHandle: OperationHandle ["));
    assertEquals("08000", closing.getSqlState());
    assertTrue(gone.getErrorMessage().startsWith("Invalid SessionHandle: SessionHandle ["));
  }

  /** Asks at growing distances, as each question counts as activity, until the answer is no. */
  private static TStatus refusal(Callable<TStatus> question) throws Exception {
    for (long pause = 100; pause <= 12_800; pause *= 2) {
      TStatus status = question.call();
      if (status.getStatusCode() == TStatusCode.ERROR_STATUS) {
        return status;
      }
      Thread.sleep(pause); // being idle is what is tested
    }
    throw new AssertionError("It never expired");
  }
}
