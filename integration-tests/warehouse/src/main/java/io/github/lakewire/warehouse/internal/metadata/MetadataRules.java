package io.github.lakewire.warehouse.internal.metadata;

/**
 * How the native calls answer where servers differ.
 *
 * @param compliant as servers may since 2026: a catalog is an exact name, schemas and tables have
 *     the names they were given, and what is forbidden is empty; before, a catalog is a pattern,
 *     names are in lower case, and what is forbidden is an error
 * @param forbiddenFails whether a call about all catalogs fails when one of them is forbidden; else
 *     that one is left out. Neither has been seen on a real server
 * @param withoutExportedKeys whether GetCrossReference needs a foreign table; others have found it
 *     so, without saying how it is refused
 */
public record MetadataRules(
    boolean compliant, boolean forbiddenFails, boolean withoutExportedKeys) {}
