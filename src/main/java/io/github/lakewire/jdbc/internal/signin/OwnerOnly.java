package io.github.lakewire.jdbc.internal.signin;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files and folders for their owner alone, in the terms of their file system. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private OwnerOnly() {}

  /**
   * Returns the rights to make a file with, in an existing folder.
   *
   * @throws IOException when the file system has no rights
   */
  static FileAttribute<?> forFile(Path folder) throws IOException {
    return attribute(folder, "rw-------");
  }

  /**
   * Makes a folder, if it is not there, and those above it.
   *
   * @throws IOException also when others may write to one that is there
   */
  static void makeFolder(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
        create(folder, attribute(parent, "rwx------"));
      }
    }
    if (isPosix(folder) && intersects(folder, OTHERS_WRITE)) {
      throw new IOException("others than its owner may write to the folder " + folder);
    }
  }

  private static void create(Path folder, FileAttribute<?> rights) throws IOException {
    try {
      Files.createDirectory(folder, rights);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster, and its folder is looked at as any other.
    }
  }

  /**
   * Whether others may read or change a file, as far as it can be told. An access list of Windows
   * is not looked at: what is inherited there from the user's own folder is for the system.
   */
  static boolean isOpenToOthers(Path file) throws IOException {
    return isPosix(file) && intersects(file, OTHERS);
  }

  private static boolean intersects(Path path, Set<PosixFilePermission> permissions)
      throws IOException {
    Set<PosixFilePermission> given = EnumSet.copyOf(permissions);
    given.retainAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    return !given.isEmpty();
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  private static FileAttribute<?> attribute(Path folder, String permissions) throws IOException {
    if (isPosix(folder)) {
      return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
    if (!Files.getFileStore(folder).supportsFileAttributeView("acl")) {
      throw new IOException("the file system of " + folder + " has no rights");
    }
    UserPrincipal owner =
        folder
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    List<AclEntry> list =
        List.of(
            AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
    return new FileAttribute<List<AclEntry>>() {
      @Override
      public String name() {
        return "acl:acl";
      }

      @Override
      public List<AclEntry> value() {
        return list;
      }
    };
  }
}
