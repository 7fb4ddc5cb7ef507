package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What all partitions of one result share.
 *
 * @param workspace where it was executed, without the headers of the connection
 * @param local whether files may be at addresses of this machine or its own network, as the
 *     workspace is
 * @param handle of the operation
 * @param form what the rows are read by
 * @param zone of the texts of TIMESTAMPs; null where it is not known
 */
record ResultOrigin(
    ConnectionConfig.Endpoint workspace,
    boolean local,
    OperationHandle handle,
    ResultForm form,
    @Nullable ZoneId zone) {

  String queryId() {
    return handle.id();
  }
}
