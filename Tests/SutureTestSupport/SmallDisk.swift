import Glibc

/// A file system in memory, mounted on a folder.
package struct SmallDisk {
    private let path: String

    /// - Returns: `nil` where this account may not mount.
    package init?(at path: String, byteCount: Int) {
        self.path = path
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(byteCount),mode=0700") == 0 else { return nil }
    }

    /// Lets a file of it, which is there already, be one of another disk. Unlike a link it looks as any file
    /// does.
    package func keep(_ name: String, at other: String) -> Bool {
        mount(other, "\(path)/\(name)", nil, UInt(MS_BIND), nil) == 0
    }

    /// Takes it away, whoever still holds a file of it.
    package func unmount() { umount2(path, Int32(MNT_DETACH)) }
}
