package io.github.lakewire.warehouse.internal.ddl;

import io.github.lakewire.warehouse.internal.catalog.Notes;
import io.github.lakewire.warehouse.internal.catalog.QualifiedName;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.catalog.Schema;
import io.github.lakewire.warehouse.internal.catalog.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;

/** Statements that note tags and privileges. */
final class NoteStatements {
  private static final String KIND =
      "(TABLE|VIEW|MATERIALIZED\\s+VIEW|STREAMING\\s+TABLE|SCHEMA|DATABASE|CATALOG|FUNCTION|PROCEDURE)";
  private static final String PRINCIPAL = "(`(?:[^`]|``)+`|[\\w@.$-]+)";
  private static final Pattern GRANT =
      CatalogStatements.compile(
          "GRANT\\s+(.+?)\\s+ON\\s+(?:"
              + KIND
              + "\\s+)?"
              + QualifiedName.PATTERN
              + "\\s+TO\\s+"
              + PRINCIPAL);
  private static final Pattern REVOKE =
      CatalogStatements.compile(
          "REVOKE\\s+(.+?)\\s+ON\\s+(?:"
              + KIND
              + "\\s+)?"
              + QualifiedName.PATTERN
              + "\\s+FROM\\s+"
              + PRINCIPAL);
  private static final Pattern TAGS =
      CatalogStatements.compile(
          "ALTER\\s+"
              + KIND
              + "\\s+"
              + QualifiedName.PATTERN
              + "(?:\\s+ALTER\\s+COLUMN\\s+"
              + QualifiedName.PATTERN
              + ")?\\s+(SET|UNSET)\\s+TAGS\\s*\\((.*)\\)");
  private static final Pattern TAG =
      Pattern.compile("'((?:[^']|'')*)'(?:\\s*=\\s*'((?:[^']|'')*)')?");

  private final SparkSession session;

  NoteStatements(SparkSession session) {
    this.session = session;
  }

  Map<Pattern, Function<Matcher, Optional<Listing>>> statements() {
    return Map.of(
        GRANT, match -> grant(match, true),
        REVOKE, match -> grant(match, false),
        TAGS, this::tag);
  }

  private record Place(Storage storage, List<String> path) {}

  /** Where a name of a kind is, when it is ours. */
  private Optional<Place> place(String kind, String name) {
    CatalogManager current = session.sessionState().catalogManager();
    List<String> parts = QualifiedName.parts(session, name).stream().map(Storage::key).toList();
    if (kind.equals("CATALOG")) {
      return place(parts.get(0), List.of());
    } else if (kind.equals("SCHEMA") || kind.equals("DATABASE")) {
      return parts.size() > 1
          ? place(parts.get(0), parts.subList(1, 2))
          : place(current.currentCatalog().name(), parts);
    }
    QualifiedName qualified = QualifiedName.of(session, name);
    Optional<Place> place =
        place(qualified.catalog(), List.of(qualified.schema(), qualified.name()));
    place.ifPresent(found -> check(qualified, kind));
    return place;
  }

  private static Optional<Place> place(String catalog, List<String> path) {
    return Storage.all().stream()
        .filter(storage -> storage.catalog().equals(catalog))
        .findFirst()
        .map(storage -> new Place(storage, path));
  }

  private static void check(QualifiedName name, String kind) {
    Schema schema =
        name.storage()
            .schema(name.schema())
            .orElseThrow(() -> RefusedStatement.noSchema(name.catalog() + "." + name.schema()));
    if (isRoutine(kind)) {
      if (!schema.routines().containsKey(name.name())) {
        throw RefusedStatement.noRoutine(name);
      }
    } else if (schema.table(name.name()).isEmpty()) {
      throw RefusedStatement.noTable(name);
    }
  }

  private static boolean isRoutine(String kind) {
    return kind.equals("FUNCTION") || kind.equals("PROCEDURE");
  }

  private static String kindOf(String text) {
    return text == null ? "TABLE" : text.toUpperCase(Locale.ROOT);
  }

  private Optional<Listing> grant(Matcher match, boolean given) {
    String kind = kindOf(match.group(2));
    String grantee = match.group(4).replaceAll("^`|`$", "");
    Optional<Place> place = place(kind, match.group(3));
    place.ifPresent(
        found -> {
          for (String privilege : match.group(1).split(",")) {
            Notes.Grant grant =
                new Notes.Grant(
                    found.path(),
                    isRoutine(kind),
                    privilege.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " "),
                    grantee);
            if (given) {
              found.storage().notes().grant(grant);
            } else {
              found.storage().notes().revoke(grant);
            }
          }
        });
    return place.map(found -> Listing.none());
  }

  private Optional<Listing> tag(Matcher match) {
    Optional<Place> place = place(kindOf(match.group(1)), match.group(2));
    place.ifPresent(
        found -> {
          List<String> path = new ArrayList<>(found.path());
          if (match.group(3) != null) {
            path.addAll(
                QualifiedName.parts(session, match.group(3)).stream().map(Storage::key).toList());
          }
          Matcher tags = TAG.matcher(match.group(5));
          while (tags.find()) {
            String name = tags.group(1).replace("''", "'");
            if (match.group(4).equalsIgnoreCase("SET")) {
              String value = tags.group(2) == null ? "" : tags.group(2).replace("''", "'");
              found.storage().notes().tag(List.copyOf(path), name, value);
            } else {
              found.storage().notes().untag(path, name);
            }
          }
        });
    return place.map(found -> Listing.none());
  }
}
