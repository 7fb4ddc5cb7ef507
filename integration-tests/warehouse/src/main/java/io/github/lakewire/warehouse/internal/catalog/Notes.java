package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tags and privileges in one catalog, by the path of what they belong to: nothing for the catalog,
 * a schema, a schema and a table or routine, and a column behind these. All are keys.
 */
public final class Notes {
  private final Map<List<String>, Map<String, String>> tags = new LinkedHashMap<>();
  private final List<Grant> grants = new ArrayList<>();

  /** A privilege that somebody has, and where it was given. */
  public record Grant(List<String> path, boolean routine, String privilege, String grantee) {
    /** Where it comes from, for what stands at a path. */
    String inheritedFrom(int depth) {
      return path.size() == depth ? "NONE" : path.isEmpty() ? "CATALOG" : "SCHEMA";
    }
  }

  /** A tag and its value. */
  public record Tag(String name, String value) {}

  public synchronized void tag(List<String> path, String name, String value) {
    tags.computeIfAbsent(path, key -> new LinkedHashMap<>()).put(name, value);
  }

  public synchronized void untag(List<String> path, String name) {
    Optional.ofNullable(tags.get(path)).ifPresent(found -> found.remove(name));
  }

  synchronized List<Tag> tags(List<String> path) {
    return tags.getOrDefault(path, Map.of()).entrySet().stream()
        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
        .toList();
  }

  public synchronized void grant(Grant grant) {
    if (!grants.contains(grant)) {
      grants.add(grant);
    }
  }

  public synchronized void revoke(Grant grant) {
    grants.remove(grant);
  }

  /** Those of a path and of what it stands in. */
  synchronized List<Grant> grants(List<String> path, boolean routine) {
    return grants.stream()
        .filter(grant -> grant.path().size() < path.size() || grant.routine() == routine)
        .filter(grant -> startsWith(path, grant.path()))
        .toList();
  }

  /** Something is no longer there. */
  public synchronized void dropped(String... path) {
    List<String> gone = Stream.of(path).map(Storage::key).toList();
    tags.keySet().removeIf(key -> startsWith(key, gone));
    grants.removeIf(grant -> startsWith(grant.path(), gone));
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }
}
