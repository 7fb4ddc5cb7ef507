package io.github.lakewire.hibernate;

/** What the server cannot do, and what to do instead: thrown before anything is sent. */
final class UnsupportedFeatureException extends UnsupportedOperationException {
  private static final long serialVersionUID = 1L;

  /**
   * @param feature as the standard or HQL calls it
   * @param remedy what works, as a sentence without a full stop
   */
  UnsupportedFeatureException(String feature, String remedy) {
    super("Databricks does not support " + feature + ": " + remedy);
  }
}
