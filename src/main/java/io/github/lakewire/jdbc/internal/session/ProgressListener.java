package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.ServerProgress;
import org.jspecify.annotations.Nullable;

/** Is told the progress of an operation. */
public interface ProgressListener {
  /** Nobody. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public boolean wantsDetails() {
          return false;
        }

        @Override
        public void responded(OperationState state, @Nullable ServerProgress progress) {}
      };

  /** Whether the server shall be asked for its progress, too. */
  boolean wantsDetails();

  /** The server answered; called by the running thread. Must not throw. */
  void responded(OperationState state, @Nullable ServerProgress progress);
}
