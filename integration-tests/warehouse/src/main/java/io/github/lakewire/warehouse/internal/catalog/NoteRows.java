package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.Walk.FoundTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Privileges and tags as rows of an information schema. A privilege of a schema or catalog is shown
 * for each table in it, too, as inherited; that this is so for all privileges is a guess.
 */
final class NoteRows {
  private NoteRows() {}

  static Stream<Object[]> catalogPrivileges(Walk walk) {
    return walk.catalogNames()
        .flatMap(storage -> grants(storage, List.of(), false, new Object[] {storage.catalog()}));
  }

  static Stream<Object[]> schemaPrivileges(Walk walk) {
    return walk.schemas()
        .flatMap(
            found ->
                grants(
                    found.storage(),
                    List.of(found.name()),
                    false,
                    new Object[] {found.catalog(), found.name()}));
  }

  static Stream<Object[]> tablePrivileges(Walk walk) {
    return walk.tables()
        .flatMap(
            found -> grants(Storage.of(found.catalog()), path(found), false, found.qualified()));
  }

  static Stream<Object[]> routinePrivileges(Walk walk) {
    return walk.routines()
        .flatMap(
            found ->
                grants(
                    Storage.of(found.catalog()),
                    List.of(found.schema(), found.routine().name()),
                    true,
                    new RowBuilder().add(found.qualified()).add(found.qualified()).build()));
  }

  private static Stream<Object[]> grants(
      Storage storage, List<String> path, boolean routine, Object[] object) {
    return storage.notes().grants(path, routine).stream()
        .map(
            grant ->
                new RowBuilder()
                    .add(TableRows.OWNER, grant.grantee())
                    .add(object)
                    .add(grant.privilege(), "NO", grant.inheritedFrom(path.size()))
                    .build());
  }

  static Stream<Object[]> schemaTags(Walk walk) {
    return walk.schemas()
        .flatMap(
            found ->
                tags(
                    found.storage(),
                    List.of(found.name()),
                    new Object[] {found.catalog(), found.name()}));
  }

  static Stream<Object[]> tableTags(Walk walk) {
    return walk.tables()
        .flatMap(found -> tags(Storage.of(found.catalog()), path(found), found.qualified()));
  }

  static Stream<Object[]> columnTags(Walk walk) {
    return walk.tables()
        .flatMap(
            found ->
                Arrays.stream(found.table().columns())
                    .flatMap(
                        column -> {
                          List<String> path = new ArrayList<>(path(found));
                          path.add(Storage.key(column.name()));
                          return tags(
                              Storage.of(found.catalog()),
                              path,
                              new RowBuilder().add(found.qualified()).add(column.name()).build());
                        }));
  }

  private static Stream<Object[]> tags(Storage storage, List<String> path, Object[] object) {
    return storage.notes().tags(path).stream()
        .map(tag -> new RowBuilder().add(object).add(tag.name(), tag.value()).build());
  }

  private static List<String> path(FoundTable found) {
    return List.of(found.schema(), Storage.key(found.name()));
  }
}
