package io.github.lakewire.jdbc.internal.session;

/** How values reach the parameter markers of a statement. */
public enum ParameterForm {
  /** Beside the text, typed. */
  NATIVE,
  /** As literals in the text. */
  LITERALS,
  /** As literals, and timestamps by the JVM's wall clock, as they are read on such servers. */
  WALL_CLOCK_LITERALS
}
